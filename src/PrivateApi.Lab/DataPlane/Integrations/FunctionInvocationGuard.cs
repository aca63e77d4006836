using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// Lets API Gateway through to the integration's function, or not, by the engine's rule. A function that is not there, in whatever
/// account, answers nothing: API Gateway answers 500 (API Gateway guide, "Set up Lambda proxy integrations"; re:Post, "How do I resolve
/// HTTP 500 errors with Lambda integrations").
/// </summary>
internal static class FunctionInvocationGuard
{
    public static void Check(GatewayCall call)
    {
        string uri = call.FromIntegration("uri");
        if (!uri.Contains(":lambda:path/", StringComparison.Ordinal))
        {
            // Another service's action.
            return;
        }

        if (
            FunctionAccess.NameIn(uri) is not { } arn
            || arn.Split(':') is not ["arn", _, "lambda", string region, string account, "function", string name, ..]
            || !call.Store.Get<LambdaState>(account, region).Functions.TryGetValue(name, out LabFunction? function)
        )
        {
            throw GatewayFault.Internal($"The lab has no function of {uri}.");
        }

        PolicyContext api = new(call.Partition, call.Region, call.AccountId, call.RestApiId);
        string source = FunctionAccess.Source(api, call.StageName, call.Request.Method, call.ResourcePath);
        if ((string?)call.Integration["credentials"] is null && !FunctionAccess.Allows(function.Policy, arn, source))
        {
            throw GatewayFault.Internal($"Function {name} has no permission that allows API Gateway to invoke it for {source}.");
        }
    }
}
