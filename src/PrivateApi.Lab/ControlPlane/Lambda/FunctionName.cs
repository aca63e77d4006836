using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>A function's name in any form that Lambda accepts: name, name with qualifier, partial or full ARN.</summary>
internal static partial class FunctionName
{
    public static LabFunction Find(ServiceCall call, string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw new AwsFault(
                400,
                "ValidationException",
                $"1 validation error detected: Value '{text}' at 'functionName' failed to satisfy constraint: "
                    + $"Member must satisfy regular expression pattern: {Form()}"
            );
        }

        string name = match.Groups["name"].Value;
        bool isHere =
            (!match.Groups["account"].Success || match.Groups["account"].Value == call.AccountId)
            && (!match.Groups["region"].Success || match.Groups["region"].Value == call.Region);
        return isHere && call.State<LambdaState>().Functions.TryGetValue(name, out LabFunction? function)
            ? function
            : throw new AwsFault(404, "ResourceNotFoundException", $"Function not found: {Arn(call, name)}");
    }

    public static string Arn(ServiceCall call, string name) =>
        $"arn:{call.Partition}:lambda:{call.Region}:{call.AccountId}:function:{name}";

    [GeneratedRegex(
        @"^(arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?((?<account>\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?$"
    )]
    private static partial Regex Form();
}
