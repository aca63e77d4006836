using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>What a JSON web token says of itself (RFC 7519), without its secret part. Nobody has checked its signature.</summary>
internal sealed record TokenClaims
{
    /// <summary>False for a token that is no JSON web token.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Who issued it: <c>https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abcdef123</c>; null for nobody named.</summary>
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

    /// <summary>Reads a token, with or without the word Bearer before it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">When it is used.</param>
    public static TokenClaims Read(string token, DateTimeOffset now)
    {
        if (WebToken.Claims(token) is not { } payload)
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

    private static string? Text(JsonNode? claim) => claim is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
