using System.Text.RegularExpressions;

namespace PrivateApi.Policy.Authorization;

/// <summary>
/// The expression that an authorizer's token has to match as a whole; otherwise the answer is 401, and the function is not asked
/// (API Gateway API reference, "Authorizer", identityValidationExpression).
/// </summary>
internal static class IdentityExpression
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether a text matches; null for an expression that cannot be evaluated here.</summary>
    /// <param name="expression">The expression; null or empty for one that everything matches.</param>
    /// <param name="text">The text.</param>
    public static bool? Matches(string? expression, string text)
    {
        try
        {
            return string.IsNullOrEmpty(expression) || Regex.IsMatch(text, $"^(?:{expression})$", RegexOptions.None, MatchTime);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
