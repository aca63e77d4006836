using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>The expression of an authorizer (API Gateway API reference, "Authorizer", identityValidationExpression).</summary>
internal static class AuthorizerExpression
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the authorizer's expression, if it has one, matches the whole text.</summary>
    public static bool Matches(JsonObject authorizer, string text)
    {
        try
        {
            return (string?)authorizer["identityValidationExpression"] is not { Length: > 0 } pattern
                || Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.None, MatchTime);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
