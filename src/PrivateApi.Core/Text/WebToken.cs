using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Text;

/// <summary>Reads JSON web tokens (RFC 7519). It verifies nothing.</summary>
internal static class WebToken
{
    private const string Bearer = "Bearer ";

    /// <summary>The token without the word that names its scheme.</summary>
    public static string Bare(string token) =>
        token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? token[Bearer.Length..].Trim() : token;

    /// <summary>The claims of a token, with or without the word Bearer before it; null for something that is no JSON web token.</summary>
    public static JsonObject? Claims(string token)
    {
        if (Bare(token).Split('.') is not [_, { } payload, _])
        {
            return null;
        }

        try
        {
            string padded = payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=');
            return JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded))) as JsonObject;
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>True for a token of this user pool (Cognito guide, "Verifying JSON web tokens": the issuer ends with its id).</summary>
    /// <param name="userPoolArn">The pool's ARN; its last part is the pool's id.</param>
    /// <param name="issuer">The token's issuer; null for none.</param>
    public static bool IsOf(string userPoolArn, string? issuer) =>
        issuer?.EndsWith("/" + userPoolArn.Split('/')[^1], StringComparison.Ordinal) == true;
}
