using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis;

/// <summary>The token of a test, in the header that the method's authorizer reads.</summary>
internal static class TestToken
{
    private const string Query = "method.request.querystring.";

    /// <summary>The headers of the call, with the token.</summary>
    /// <param name="request">The test.</param>
    /// <param name="method">The method called; null where it is not known.</param>
    public static IReadOnlyDictionary<string, string> Headers(TestRequest request, MethodFact? method) =>
        request.Token is { } token
            ? new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [HeaderOf(method)] = token }
            : request.Headers;

    /// <summary>The headers as results show them.</summary>
    public static IReadOnlyDictionary<string, string> Masked(TestRequest request, MethodFact? method)
    {
        Dictionary<string, string> shown = SecretText.Headers(Headers(request, method));
        if (request.Token is not null)
        {
            // The name of the header may not tell that it is a secret.
            shown[HeaderOf(method)] = SecretText.Mask;
        }

        return shown;
    }

    /// <summary>
    /// Names of what the call carries, as identity sources have them; empty values do not count. Null where nothing was said of its
    /// headers: a token may be in them.
    /// </summary>
    public static IReadOnlyList<string>? Sent(TestRequest request, MethodFact? method) =>
        request.Headers.Count == 0 && request.Token is null
            ? null
            :
            [
                .. Headers(request, method).Where(header => header.Value.Length > 0).Select(header => AuthorizerAnswer.Header + header.Key),
                .. QueryOf(request)
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair => pair.Split('=', 2))
                    .Where(pair => pair is [_, { Length: > 0 }])
                    .Select(pair => Query + Uri.UnescapeDataString(pair[0])),
            ];

    /// <summary>What the token for a user pool's authorizer says of itself; null for another method, and for a call without one.</summary>
    /// <param name="request">The test.</param>
    /// <param name="method">The method called; null where it is not known.</param>
    /// <param name="now">When the call is made.</param>
    public static TokenClaims? Claims(TestRequest request, MethodFact? method, DateTimeOffset now) =>
        method?.Authorization == "COGNITO_USER_POOLS"
        && Headers(request, method).GetValueOrDefault(HeaderOf(method)) is { Length: > 0 } token
            ? TokenClaims.Read(token, now)
            : null;

    /// <summary>
    /// Whether the token matches the expression of the method's Lambda authorizer, which is one for tokens in a header; null for an
    /// authorizer without one, and for a call without a token.
    /// </summary>
    public static bool? MatchesExpression(TestRequest request, MethodFact? method) =>
        method is { Authorization: "CUSTOM", Authorizer: { Type: "TOKEN", ValidationExpression: { Length: > 0 } expression } }
        && Headers(request, method).GetValueOrDefault(HeaderOf(method)) is { Length: > 0 } token
            ? IdentityExpression.Matches(expression, token)
            : null;

    private static string HeaderOf(MethodFact? method) =>
        method?.IdentitySources.FirstOrDefault(source => source.StartsWith(AuthorizerAnswer.Header, StringComparison.OrdinalIgnoreCase))
            is { } source
            ? source[AuthorizerAnswer.Header.Length..]
            : "Authorization";

    private static string QueryOf(TestRequest request) =>
        (request.Path ?? request.Url?.Url.PathAndQuery ?? string.Empty).Split('?', 2) is [_, var query] ? query : string.Empty;
}
