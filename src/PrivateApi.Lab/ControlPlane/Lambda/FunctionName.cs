using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>
/// A function's name in any form that Lambda accepts: name, name with qualifier, partial or full ARN; and a qualifier beside it. Order and
/// words of the refusals are those of localstack's recordings of November 2025 (test_function_name_and_qualifier_validation).
/// </summary>
internal static partial class FunctionName
{
    /// <summary>The only version that a function of the lab has.</summary>
    public const string Latest = "$LATEST";

    private const int LongestQualifier = 128;
    private const string Any =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)"
        + @"(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
    private const string AnyQualifier = @"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

    /// <summary>The function that a call names, and the qualifier that it asks for; null for none.</summary>
    /// <exception cref="AwsFault">The name is not one, or there is no such function or version.</exception>
    public static LabFunction Find(ServiceCall call, string text) => FindQualified(call, text).Function;

    /// <inheritdoc cref="Find"/>
    public static (LabFunction Function, string? Qualifier) FindQualified(ServiceCall call, string text)
    {
        (string name, string? qualifier) = Parse(call, text);
        return call.State<LambdaState>().Functions.TryGetValue(name, out LabFunction? function) && qualifier is null or Latest
            ? (function!, qualifier)
            : throw Unknown(Arn(call, name) + (qualifier is null ? string.Empty : ":" + qualifier));
    }

    /// <summary>The name, and the qualifier after it or beside it.</summary>
    public static (string Name, string? Qualifier) Parse(ServiceCall call, string text)
    {
        string? beside = call.Request.QueryValue("Qualifier");
        List<string> errors = [.. QualifierErrors(beside)];
        Match match = Form().Match(text);
        if (!match.Success)
        {
            errors.Add(
                $"Value '{text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: {Any}"
            );
        }

        if (errors.Count > 0)
        {
            throw FunctionRules.Violations(errors);
        }

        if (match.Groups["region"] is { Success: true, Value: string region } && region != call.Region)
        {
            throw Absent($"Functions from '{region}' are not reachable in this region ('{call.Region}')");
        }

        string name = match.Groups["name"].Value;
        if (match.Groups["account"] is { Success: true, Value: string account } && account != call.AccountId)
        {
            throw Unknown($"arn:{call.Partition}:lambda:{call.Region}:{account}:function:{name}");
        }

        string? derived = match.Groups["qualifier"] is { Success: true, Value: string value } ? value : null;
        return derived is not null && beside is not null && derived != beside
            ? throw FunctionRules.Invalid("The derived qualifier from the function name does not match the specified qualifier.")
            : (name, derived ?? beside);
    }

    public static string Arn(ServiceCall call, string name) =>
        $"arn:{call.Partition}:lambda:{call.Region}:{call.AccountId}:function:{name}";

    public static AwsFault Unknown(string arn) => Absent($"Function not found: {arn}");

    private static AwsFault Absent(string message) => new(404, "ResourceNotFoundException", message);

    private static IEnumerable<string> QualifierErrors(string? qualifier)
    {
        string start = $"Value '{qualifier}' at 'qualifier' failed to satisfy constraint: Member must ";
        return qualifier is null ? []
            : qualifier.Length > LongestQualifier ? [start + $"have length less than or equal to {LongestQualifier}"]
            : QualifierForm().IsMatch(qualifier) ? []
            : [start + $"satisfy regular expression pattern: {AnyQualifier}"];
    }

    [GeneratedRegex(
        @"^(arn:(aws[a-zA-Z-]*)?:lambda:)?((?<region>(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}):)?((?<account>\d{12}):)?"
            + @"(function:)?(?<name>[a-zA-Z0-9-_\.]+)(:(?<qualifier>\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$"
    )]
    private static partial Regex Form();

    [GeneratedRegex($"^(?:{AnyQualifier})$")]
    private static partial Regex QualifierForm();
}
