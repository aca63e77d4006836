namespace PrivateApi.Lab.DataPlane;

/// <summary>The API key of methods that require one: enabled, and in a usage plan of the stage.</summary>
internal static class ApiKeyGate
{
    public static void Check(GatewayCall call)
    {
        // The lab has no keys and usage plans yet: whoever needs one has none that counts.
        if ((bool?)call.Method["apiKeyRequired"] == true)
        {
            throw GatewayFault.InvalidApiKey();
        }
    }
}
