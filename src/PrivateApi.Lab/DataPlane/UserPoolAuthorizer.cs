using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Cognito;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// A Cognito authorizer. What the token says of itself is the engine's to judge (<see cref="UserPoolToken"/>); here its signature is
/// verified with the key set of its user pool, which the lab was started with.
/// </summary>
internal sealed class UserPoolAuthorizer : MethodAuthorizer
{
    public UserPoolAuthorizer(GatewayCall call, JsonObject authorizer)
    {
        if (AuthorizerTokens.Values(call) is not [{ Length: > 0 } token, ..])
        {
            return;
        }

        Claims = TokenClaims.Read(token, call.Time);
        if (Scalar.Texts(authorizer["providerARNs"]).FirstOrDefault(arn => WebToken.IsOf(arn, Claims.Issuer)) is not { } pool)
        {
            return;
        }

        JsonObject payload = WebToken.Claims(token)!;
        if (UserPoolKeys.IsSigned(call.Store.Options, pool.Split('/')[^1], token) is not { } isSigned)
        {
            Problem = $"The lab has no key set of user pool {pool}. Start-PrivateApiLab -UserPool states it.";
            return;
        }

        // For a user pool's token the expression is about the audience (API Gateway API reference, "Authorizer").
        bool isMeant = AuthorizerExpression.Matches(authorizer, Scalar.Loose(payload["aud"]) ?? string.Empty);
        Answer = isSigned && isMeant ? AuthorizerAnswer.Allow : AuthorizerAnswer.Deny;
        Context["claims"] = new JsonObject(
            payload.Select(claim => KeyValuePair.Create(claim.Key, (JsonNode?)(Scalar.Loose(claim.Value) ?? claim.Value?.ToJsonString())))
        );
    }

    /// <summary>What the token says of itself; null without one.</summary>
    public TokenClaims? Claims { get; }
}
