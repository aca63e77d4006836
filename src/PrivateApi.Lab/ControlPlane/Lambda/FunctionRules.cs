using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.ControlPlane.Iam;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Lambda's checks before it creates or changes a function.</summary>
internal static partial class FunctionRules
{
    private const int LongestReference = 140;
    private const int LongestName = 64;
    private const string RolePattern = @"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";
    private const string NewName =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)"
        + @"(:(\$LATEST|[a-zA-Z0-9-_]+))?";

    /// <summary>Values outside the model's constraints.</summary>
    public static AwsFault Violations(IReadOnlyList<string> errors) =>
        new(
            400,
            "ValidationException",
            $"{errors.Count} validation error{(errors.Count == 1 ? string.Empty : "s")} detected: {string.Join("; ", errors)}"
        );

    public static AwsFault Invalid(string message) => new(400, "InvalidParameterValueException", message);

    /// <summary>The zip in a request, which must be valid.</summary>
    public static byte[] Zip(JsonNode? code)
    {
        if ((string?)code is not { } text)
        {
            throw Invalid("Please provide a source for function code.");
        }

        try
        {
            byte[] zip = Convert.FromBase64String(text);
            using ZipArchive archive = new(new MemoryStream(zip), ZipArchiveMode.Read);
            return archive.Entries.Count > 0 ? zip : throw Invalid("Uploaded file must be a non-empty zip");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw Invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    public static string Sha256(byte[] zip) => Convert.ToBase64String(SHA256.HashData(zip));

    /// <summary>
    /// The role must exist and be old enough: Lambda cannot assume it in the first seconds
    /// (aws-sdk-js#3498: about a third of first tries).
    /// </summary>
    public static LabRole Role(ServiceCall call, string? arn)
    {
        if (arn is null || !RoleArn().IsMatch(arn))
        {
            throw Violations([
                $"Value '{arn}' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: {RolePattern}",
            ]);
        }

        string account = arn.Split(':')[4];
        LabRole? role =
            account == call.AccountId
                ? call.GlobalState<IamState>().Roles.Values.FirstOrDefault(role => role.Arn == arn)
                : throw new AwsFault(403, "AccessDeniedException", "Cross-account pass role is not allowed.");
        return
            role is not null
            && call.Now >= role.Created + call.Store.Options.RoleTime
            && role.TrustPolicy.Contains("lambda.", StringComparison.Ordinal)
            ? role
            : throw Invalid("The role defined for the function cannot be assumed by Lambda.");
    }

    /// <summary>The name of a new function, which may be given as an ARN.</summary>
    public static string Name(ServiceCall call, string? text)
    {
        string given = text ?? string.Empty;
        Match match = NewNameForm().Match(given);
        List<string> errors = [];
        if (given.Length > LongestReference)
        {
            errors.Add(
                $"Value '{given}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140"
            );
        }

        if (!match.Success)
        {
            errors.Add(
                $"Value '{given}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: {NewName}"
            );
        }

        if (errors.Count > 0)
        {
            throw Violations(errors);
        }

        (string name, _) = FunctionName.Parse(call, given);
        return name.Length <= LongestName
            ? name
            : throw Invalid(
                $"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: "
                    + $"Member must have length less than or equal to {LongestName}"
            );
    }

    /// <summary>A number in its range; the default if none is given.</summary>
    public static int Number(JsonNode? node, string member, int usual, int least, int most)
    {
        int value = (int?)node ?? usual;
        return value < least || value > most
            ? throw new AwsFault(
                400,
                "ValidationException",
                $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: "
                    + "Member must have value "
                    + $"{(value < least ? $"greater than or equal to {least}" : $"less than or equal to {most}")}"
            )
            : value;
    }

    /// <summary>Changes are refused while the function is being created or another change is in progress.</summary>
    public static void Ready(ServiceCall call, LabFunction function)
    {
        if (function.StateAt(call.Now) != "Active")
        {
            throw Pending(function, call.Now);
        }

        if (function.IsUpdatingAt(call.Now))
        {
            throw new AwsFault(
                409,
                "ResourceConflictException",
                $"The operation cannot be performed at this time. An update is in progress for resource: {function.Arn}"
            );
        }
    }

    /// <summary>
    /// A change of a given revision is refused when the function has another one by now (Lambda API reference,
    /// UpdateFunctionConfiguration).
    /// </summary>
    public static void Revision(ServiceCall call, LabFunction function, JsonObject body)
    {
        if ((string?)body["RevisionId"] is { } wanted && wanted != function.RevisionAt(call.Now))
        {
            throw new AwsFault(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the "
                    + "GetFunction/GetAlias API to retrieve the latest Revision Id"
            );
        }
    }

    public static AwsFault Pending(LabFunction function, DateTimeOffset now) =>
        new(
            409,
            "ResourceConflictException",
            $"The operation cannot be performed at this time. The function is currently in the following state: {function.StateAt(now)}"
        );

    [GeneratedRegex($"^(?:{RolePattern})$")]
    private static partial Regex RoleArn();

    [GeneratedRegex($"^(?:{NewName})$")]
    private static partial Regex NewNameForm();
}
