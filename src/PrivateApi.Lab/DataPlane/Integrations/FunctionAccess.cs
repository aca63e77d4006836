using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.ControlPlane.Lambda;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// Whether API Gateway may invoke the integration's function. One that the lab does not have is taken for one of
/// elsewhere, which it can say nothing about.
/// </summary>
internal static partial class FunctionAccess
{
    public static void Check(GatewayCall call)
    {
        Match arn = FunctionArn().Match((string?)call.Integration["uri"] ?? string.Empty);
        if (!arn.Success
            || (string?)call.Integration["credentials"] is not null
            || !call.Store.Get<LambdaState>(arn.Groups["account"].Value, arn.Groups["region"].Value).Functions.TryGetValue(arn.Groups["name"].Value, out LabFunction? function))
        {
            return;
        }

        if (!function.Statements.Any(statement => Allows(call, statement)))
        {
            throw GatewayFault.Internal($"Function {function.Name} has no permission that lets API Gateway invoke it for {Source(call)}.");
        }
    }

    private static bool Allows(GatewayCall call, JsonObject statement)
    {
        string? principal = (statement["Principal"] as JsonObject)?["Service"]?.ToString();
        string? source = statement["Condition"]?["ArnLike"]?["AWS:SourceArn"]?.ToString();
        return principal == "apigateway.amazonaws.com"
            && (source is null || Policies.PolicyEvaluator.Evaluate(
                Policies.PolicyDocument.Parse(new JsonObject
                {
                    ["Version"] = "2012-10-17",
                    ["Statement"] = new JsonObject { ["Effect"] = "Allow", ["Principal"] = "*", ["Action"] = "*", ["Resource"] = source },
                }.ToJsonString()),
                new Policies.AccessRequest { Resource = Source(call) }).IsAllowed);
    }

    /// <summary>aws:SourceArn of the invocation: the method, with the resource's path and not the concrete one.</summary>
    private static string Source(GatewayCall call) =>
        $"arn:{call.Partition}:execute-api:{call.Region}:{call.AccountId}:{call.RestApiId}/{call.StageName}/{call.Request.Method}{call.ResourcePath}";

    [GeneratedRegex(@"arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>\d{12}):function:(?<name>[a-zA-Z0-9-_]+)")]
    private static partial Regex FunctionArn();
}
