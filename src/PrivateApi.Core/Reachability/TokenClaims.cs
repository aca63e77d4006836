using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PrivateApi.Reachability;

/// <summary>What a JSON web token says of itself (RFC 7519), without its secret part. Nobody has checked its signature.</summary>
internal sealed record TokenClaims
{
    private const string Bearer = "Bearer ";

    /// <summary>False for a token that is no JSON web token.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Who issued it, for instance <c>https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abcdef123</c>; null where it does not say.</summary>
    public string? Issuer { get; init; }

    /// <summary><c>id</c> or <c>access</c>; null where it does not say.</summary>
    public string? Use { get; init; }

    /// <summary>The scopes of an access token.</summary>
    [JsonPropertyName("scope")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The end of its time; null where it has none.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>True when its time is over.</summary>
    public bool IsExpired { get; init; }

    /// <summary>The token without the word that names its scheme.</summary>
    public static string Bare(string token) =>
        token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? token[Bearer.Length..].Trim() : token;

    /// <summary>Reads a token, with or without the word Bearer before it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">When it is used.</param>
    public static TokenClaims Read(string token, DateTimeOffset now)
    {
        if (Payload(token) is not { } payload)
        {
            return new TokenClaims { IsReadable = false };
        }

        DateTimeOffset? expires =
            payload["exp"] is JsonValue exp && exp.TryGetValue(out double seconds) && Math.Abs(seconds) < 1e11
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null;
        return new TokenClaims
        {
            Issuer = Text(payload["iss"]),
            Use = Text(payload["token_use"]),
            Scopes = Text(payload["scope"])?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Expires = expires,
            IsExpired = expires <= now,
        };
    }

    /// <summary>The claims of a token; null for something that is no JSON web token.</summary>
    public static JsonObject? Payload(string token)
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

    private static string? Text(JsonNode? claim) => claim is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
