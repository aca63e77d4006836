using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>
/// Whether a method's Cognito authorizer takes a token, by what the token says of itself. Without scopes on the method it takes an ID
/// token, with scopes an access token that has one (API Gateway API reference, "Method", authorizationScopes); issuer and time have to fit
/// (AWS Knowledge Center, "401 Unauthorized errors from an API Gateway REST API endpoint after I set up an Amazon Cognito user pool").
/// </summary>
internal static class UserPoolToken
{
    /// <summary>Why it refuses the token; null where the token fits.</summary>
    /// <param name="method">The method.</param>
    /// <param name="token">The token's claims.</param>
    public static TokenRefusal? Refusal(MethodFact method, TokenClaims token) =>
        !token.IsReadable ? Unauthorized("The token is no JSON web token, which a user pool issues.")
        : method.UserPoolArns.Count > 0 && !method.UserPoolArns.Any(arn => WebToken.IsOf(arn, token.Issuer))
            ? Unauthorized(
                $"The token was issued by {token.Issuer ?? "nobody that it names"}, and the authorizer takes tokens of {Pools(method)}."
            )
        : token.IsExpired
            ? new TokenRefusal(
                string.Create(CultureInfo.InvariantCulture, $"The token expired at {token.Expires:yyyy-MM-dd HH:mm:ss} UTC."),
                DeniedAnswer.TokenExpired
            )
        : method.Scopes.Count == 0
            ? token.Use == "access"
                    ? Unauthorized("The token is an access token. The method names no scopes, so its authorizer takes ID tokens.")
                : null
        : token.Use == "id"
            ? Unauthorized(
                $"The token is an ID token. The method names scopes, so its authorizer takes access tokens that have {Any(method.Scopes)}."
            )
        : !method.Scopes.Intersect(token.Scopes, StringComparer.Ordinal).Any()
            ? Unauthorized(
                $"The token has {(token.Scopes.Count == 0 ? "no scope" : string.Join(", ", token.Scopes))}, and the method asks for "
                    + $"{Any(method.Scopes)}."
            )
        : null;

    private static TokenRefusal Unauthorized(string reason) => new(reason, DeniedAnswer.Unauthorized);

    private static string Pools(MethodFact method) => string.Join(", ", method.UserPoolArns.Select(arn => arn.Split('/')[^1]));

    private static string Any(IReadOnlyList<string> scopes) => scopes.Count == 1 ? scopes[0] : "one of " + string.Join(", ", scopes);
}
