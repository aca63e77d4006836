using System.Text.RegularExpressions;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Errors;
using PrivateApi.Reachability;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What is wrong with the settings that a stage is to get, found before anything changes.</summary>
internal static partial class StageChecks
{
    /// <summary>Refuses what a stage cannot be.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="stage">The stage as it is; null where it does not exist.</param>
    /// <exception cref="PrivateApiException"><c>StageNotFound</c>, <c>NoCanary</c>, <c>CanaryPercentMissing</c>, <c>NoStageCache</c>,
    /// <c>InvalidAccessLog</c>, <c>InvalidStageVariable</c>, <c>InputNotUsed</c>.</exception>
    public static void Require(StageSpec spec, Stage? stage)
    {
        if (spec is { IsWithoutDeployment: true, Description: not null })
        {
            throw new PrivateApiException(
                "InputNotUsed",
                FaultKind.InvalidArgument,
                "-Description is of a deployment, and -NoDeployment makes none. Leave one of the two out.",
                spec.StageName
            );
        }

        Variables("-Variable", spec.Variables);
        Variables("-CanaryVariable", spec.CanaryVariables);
        bool asksForCanary = spec.CanaryPercent is not null || spec.CanaryVariables is not null;
        if (stage is null && (spec.IsWithoutDeployment || asksForCanary))
        {
            throw new PrivateApiException(
                "StageNotFound",
                FaultKind.NotFound,
                $"API {spec.RestApiId} has no stage '{spec.StageName}'"
                    + (spec.IsWithoutDeployment ? " whose settings could change. " : ", and only a stage that exists can have a canary. ")
                    + $"{Deploy.To(spec.RestApiId, spec.StageName)} creates it.",
                spec.StageName
            );
        }

        if (spec.IsWithoutDeployment && asksForCanary && stage!.CanarySettings is null)
        {
            throw CanaryRelease.NoCanary(spec.RestApiId, spec.StageName);
        }

        if (!spec.IsWithoutDeployment && spec is { CanaryVariables: not null, CanaryPercent: null })
        {
            throw new PrivateApiException(
                "CanaryPercentMissing",
                FaultKind.InvalidArgument,
                "-CanaryVariable is for a canary: -CanaryPercent says which share of the calls it gets.",
                spec.StageName
            );
        }

        bool hasCache = spec.CacheClusterSize is { } size ? size != "Off" : stage?.CacheClusterEnabled == true;
        if (!hasCache && spec.Methods.Values.Any(change => change.CacheTtl > 0))
        {
            throw new PrivateApiException(
                "NoStageCache",
                FaultKind.InvalidArgument,
                $"Stage {spec.StageName} has no cache that could keep answers: -CacheClusterSize gives it one. AWS charges for it by the "
                    + "hour.",
                spec.StageName
            );
        }

        if (spec.AccessLogFormat is { } format && !RequestIds().IsMatch(format))
        {
            throw InvalidAccessLog(
                "-AccessLogFormat has to hold $context.requestId or $context.extendedRequestId: API Gateway refuses one without them.",
                spec.StageName
            );
        }

        if (
            spec is { AccessLogFormat: not null, AccessLogArn: null or "" }
            && (stage?.AccessLogSettings is null || spec.AccessLogArn is "")
        )
        {
            throw InvalidAccessLog(
                $"Stage {spec.StageName} writes no access logs that -AccessLogFormat could be for: -AccessLogArn says where they go.",
                spec.StageName
            );
        }
    }

    private static void Variables(string parameter, IReadOnlyDictionary<string, string>? variables)
    {
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            // The value may be a secret by mistake, and is not repeated.
            string? why =
                !VariableName().IsMatch(name) ? $"'{name}' cannot be a name: letters, digits and underscores can"
                : !VariableValue().IsMatch(value) ? $"the value of '{name}' is not of letters, digits and - . _ ~ : / ? # & = , alone"
                : null;
            if (why is not null)
            {
                throw new PrivateApiException(
                    "InvalidStageVariable",
                    FaultKind.InvalidArgument,
                    $"{parameter}: {why}. API Gateway takes no other stage variables.",
                    name
                );
            }
        }
    }

    /// <summary>True for the ARN of what API Gateway writes access logs to.</summary>
    public static bool IsLogArn(string text) => LogArn().IsMatch(text);

    /// <summary>True for a text that can be a log group's name.</summary>
    public static bool IsLogGroup(string text) => LogGroup().IsMatch(text);

    public static PrivateApiException InvalidAccessLog(string message, string target) =>
        new("InvalidAccessLog", FaultKind.InvalidArgument, message, target);

    [GeneratedRegex(@"\$context\.(?:requestId|extendedRequestId)\b", RegexOptions.CultureInvariant)]
    private static partial Regex RequestIds();

    // API Gateway API reference, CreateStage, "variables".
    [GeneratedRegex(@"\A[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~:/?#&=,]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableValue();

    // API Gateway API reference, UpdateStage, "/accessLogSettings/destinationArn".
    [GeneratedRegex(
        @"\Aarn:aws[a-z0-9-]*:(?:logs:[a-z0-9-]+:[0-9]{12}:log-group:[.\-_/#A-Za-z0-9]{1,512}"
            + @"|firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/amazon-apigateway-[A-Za-z0-9_.-]+)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LogArn();

    // CreateLogGroup, "logGroupName".
    [GeneratedRegex(@"\A[.\-_/#A-Za-z0-9]{1,512}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LogGroup();
}
