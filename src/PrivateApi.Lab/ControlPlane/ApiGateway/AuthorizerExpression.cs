using System.Text.Json.Nodes;
using PrivateApi.Policy.Authorization;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>The expression of an authorizer.</summary>
internal static class AuthorizerExpression
{
    /// <summary>Whether the authorizer's expression, if it has one, matches the text; one that cannot be evaluated matches none.</summary>
    public static bool Matches(JsonObject authorizer, string text) =>
        IdentityExpression.Matches((string?)authorizer["identityValidationExpression"], text) == true;
}
