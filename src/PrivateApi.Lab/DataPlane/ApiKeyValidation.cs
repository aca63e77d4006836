using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The API key of methods that require one: enabled, and in a usage plan of the stage.</summary>
internal static class ApiKeyValidation
{
    public static void Check(GatewayCall call)
    {
        // An authorizer may provide the key instead of the header (apiKeySource AUTHORIZER); the lab runs none.
        if (
            (bool?)call.Method["apiKeyRequired"] == true
            && !(
                call.Request.Header("x-api-key") is { } key
                && call.Store.Get<ApiGatewayState>(call.AccountId, call.Region).Admits(key, call.RestApiId, call.StageName)
            )
        )
        {
            throw GatewayFault.InvalidApiKey();
        }
    }
}
