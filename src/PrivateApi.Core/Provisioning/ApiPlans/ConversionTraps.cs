using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Reachability;
using PrivateApi.Text;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// What stands in the way of another endpoint type, found before anything is changed (developer guide, "Change a public or private API
/// endpoint type", "Custom domain names for private APIs", "Security policies for REST APIs").
/// </summary>
internal static class ConversionTraps
{
    private static readonly string[] VpcKeys = [ConditionKeys.SourceVpce, ConditionKeys.SourceVpc, ConditionKeys.VpcSourceIp];

    /// <summary>True where the policy decides by endpoint, VPC or an address in one, none of which a call from the internet has.</summary>
    public static bool NamesVpc(PolicyDocument policy) =>
        policy.Statement.SelectMany(statement => statement.Conditions).Any(clause => VpcKeys.Any(key => ConditionKeys.Is(clause.Key, key)));

    /// <summary>AWS refuses the change in this mode.</summary>
    /// <exception cref="PrivateApiException"><c>AccessModeIsStrict</c>.</exception>
    public static void RequireBasic(RestApi api)
    {
        if (api.EndpointAccessMode == "STRICT")
        {
            throw new PrivateApiException(
                "AccessModeIsStrict",
                FaultKind.InvalidArgument,
                $"API {api.Id} has the endpoint access mode STRICT, and AWS does not change the endpoint type of such an API. "
                    + $"{CommandLine.ForCmdlet("Set-PrivateApi").With("RestApiId", api.Id).With("EndpointAccessMode", "Basic")} first; "
                    + "AWS says that its endpoint is not available for about 15 minutes then.",
                api.Id
            );
        }
    }

    /// <summary>A deployment would leave a canary of the old kind beside it.</summary>
    /// <exception cref="PrivateApiException"><c>StageHasCanary</c>.</exception>
    public static void RequireNoCanary(RestApi api, IEnumerable<AwsStage> stages)
    {
        if (stages.FirstOrDefault(stage => stage.CanarySettings?.DeploymentId is { Length: > 0 }) is { } stage)
        {
            throw new PrivateApiException(
                "StageHasCanary",
                FaultKind.InvalidArgument,
                $"Stage {stage.StageName} of API {api.Id} has a canary (deployment {stage.CanarySettings!.DeploymentId}), whose policy and "
                    + $"associations stay as they were deployed. {Deploy.To(api.Id, stage.StageName).With("Promote")} makes it the stage's "
                    + "own, -Abandon takes it away.",
                stage.StageName
            );
        }
    }

    /// <summary>A private domain name holds a private API in its type, and a public one does not lead to a private API.</summary>
    /// <exception cref="PrivateApiException"><c>ApiHasDomainName</c>.</exception>
    public static async Task RequireNoDomainAsync(
        AwsSession session,
        RestApi api,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            if (await ApiDomains.HoldingAsync(session, api.Id, stop) is [var held, ..])
            {
                throw new PrivateApiException(
                    "ApiHasDomainName",
                    FaultKind.InvalidArgument,
                    $"API {api.Id} is mapped to {held.Words}. "
                        + (
                            held.Domain.DomainNameId is null
                                ? "A public custom domain name does not lead to a private API, so its callers would be cut off. "
                                : "AWS does not change the endpoint type of an API that a private custom domain name leads to. "
                        )
                        + "Remove the mapping first.",
                    held.Domain.Name
                );
            }
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Custom domain names could not be read ({e.Message.TrimEnd()}), so it is not known whether one leads to API {api.Id}."
                )
            );
        }
    }

    /// <summary>Calls from the internet carry no endpoint and no VPC: such a policy lets nobody in.</summary>
    /// <exception cref="PrivateApiException"><c>PolicyNamesVpc</c>.</exception>
    public static void RequirePublicPolicy(RestApi api, PolicyDocument? policy)
    {
        if (policy is not null && NamesVpc(policy))
        {
            throw new PrivateApiException(
                "PolicyNamesVpc",
                FaultKind.InvalidArgument,
                $"The policy of API {api.Id} decides by VPC endpoint or VPC, and a call to a regional API has neither. Give the policy "
                    + "that it shall have with -Policy; New-PrivateApiPolicy makes one, for instance by the template SourceIpAllowlist. "
                    + "-RemovePolicy lets anybody call methods without authorization.",
                api.Id
            );
        }
    }

    /// <summary>A policy for the internet is not one for a VPC, and to replace it would be a guess.</summary>
    /// <exception cref="PrivateApiException"><c>PolicyWithoutVpc</c>.</exception>
    public static PrivateApiException WithoutVpc(RestApi api, IReadOnlyList<string> vpcEndpointIds) =>
        new(
            "PolicyWithoutVpc",
            FaultKind.InvalidArgument,
            $"The policy of API {api.Id} names neither a VPC endpoint nor a VPC: as a private API it would be open to every VPC of every "
                + "account, or to none, since calls come from private addresses then. Give the policy that it shall have with -Policy"
                + (
                    vpcEndpointIds.Count == 0
                        ? "; New-PrivateApiPolicy makes one."
                        : $", for instance {CommandLine.ForCmdlet("New-PrivateApiPolicy").With("SourceVpce", vpcEndpointIds)}."
                ),
            api.Id
        );
}
