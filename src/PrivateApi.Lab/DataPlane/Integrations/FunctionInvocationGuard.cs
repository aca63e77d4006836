using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// Lets API Gateway through to the integration's function, or not, by the engine's rule. A function that the lab does not have is
/// assumed to be elsewhere, where the lab knows nothing about it.
/// </summary>
internal static class FunctionInvocationGuard
{
    public static void Check(GatewayCall call)
    {
        if (
            (string?)call.Integration["credentials"] is not null
            || FunctionAccess.NameIn(call.FromIntegration("uri")) is not { } arn
            || arn.Split(':') is not ["arn", _, "lambda", string region, string account, "function", string name, ..]
            || !call.Store.Get<LambdaState>(account, region).Functions.TryGetValue(name, out LabFunction? function)
        )
        {
            return;
        }

        PolicyContext api = new(call.Partition, call.Region, call.AccountId, call.RestApiId);
        string source = FunctionAccess.Source(api, call.StageName, call.Request.Method, call.ResourcePath);
        if (!FunctionAccess.Allows(function.Policy, arn, source))
        {
            throw GatewayFault.Internal($"Function {name} has no permission that allows API Gateway to invoke it for {source}.");
        }
    }
}
