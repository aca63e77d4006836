namespace PrivateApi.Lab.DataPlane;

/// <summary>Whether a call has what its method's authorizer reads (<c>identitySource</c>).</summary>
internal static class AuthorizerTokens
{
    public static bool? Has(GatewayCall call)
    {
        if ((string?)call.Method["authorizationType"] is not ("CUSTOM" or "COGNITO_USER_POOLS"))
        {
            return null;
        }

        string? source = call.Deployment!.Definition.Authorizers.GetValueOrDefault((string?)call.Method["authorizerId"] ?? string.Empty)
            is { } authorizer
            ? (string?)authorizer["identitySource"]
            : null;
        string[] wanted = (source ?? "method.request.header.Authorization").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return Array.TrueForAll(wanted, name => !string.IsNullOrEmpty(ParameterMapping.Value(call, name, null)));
    }
}
