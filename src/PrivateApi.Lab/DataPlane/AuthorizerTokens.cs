using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane;

/// <summary>What a call has of that which its method's authorizer reads (<c>identitySource</c>).</summary>
internal static class AuthorizerTokens
{
    /// <summary>The authorizer of the method as deployed; null for none.</summary>
    public static JsonObject? AuthorizerOf(GatewayCall call) =>
        (string?)call.Method["authorizationType"] is "CUSTOM" or "COGNITO_USER_POOLS"
            ? call.Deployment!.Definition.Authorizers.GetValueOrDefault((string?)call.Method["authorizerId"] ?? string.Empty)
            : null;

    /// <summary>True where the call has all of it, and a token that the expression lets pass; null without an authorizer.</summary>
    public static bool? Has(GatewayCall call)
    {
        if ((string?)call.Method["authorizationType"] is not ("CUSTOM" or "COGNITO_USER_POOLS"))
        {
            return null;
        }

        string?[] values = Values(call);
        return Array.TrueForAll(values, value => !string.IsNullOrEmpty(value))
            && (
                AuthorizerOf(call) is not { } authorizer
                || (string?)authorizer["type"] != "TOKEN"
                || AuthorizerExpression.Matches(authorizer, values[0]!)
            );
    }

    /// <summary>The values of the identity sources, in their order.</summary>
    public static string?[] Values(GatewayCall call)
    {
        JsonObject? authorizer = AuthorizerOf(call);

        // Only a REQUEST authorizer without a cache may do without (API Gateway API reference, "Authorizer").
        string? sources =
            (string?)authorizer?["identitySource"]
            ?? ((string?)authorizer?["type"] == "REQUEST" ? string.Empty : "method.request.header.Authorization");
        return
        [
            .. sources
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name => ParameterMapping.Value(call, name, null)),
        ];
    }
}
