using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Cognito;

/// <summary>
/// The public keys of user pools, as a pool publishes them at <c>/.well-known/jwks.json</c> (Cognito developer guide, "Verifying JSON web
/// tokens").
/// </summary>
internal static class UserPoolKeys
{
    /// <summary>Whether a key of the pool signed the token; null where the lab has no keys of that pool.</summary>
    /// <param name="options">The lab's options.</param>
    /// <param name="poolId">For instance <c>eu-west-1_Abcdef123</c>.</param>
    /// <param name="token">The token.</param>
    public static bool? IsSigned(LabOptions options, string poolId, string token)
    {
        if (!options.UserPools.TryGetValue(poolId, out string? keys))
        {
            return null;
        }

        // Cognito signs with RS256. Issuer and time are the engine's to judge, by the lab's clock.
        TokenValidationParameters rules = new()
        {
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };

        // With the keys at hand nothing is waited for.
        return new JsonWebTokenHandler().ValidateTokenAsync(WebToken.Bare(token), rules).GetAwaiter().GetResult().IsValid;
    }

    /// <summary>True for the text of a key set with at least one key that can verify.</summary>
    public static bool IsKeySet(string text)
    {
        try
        {
            return new JsonWebKeySet(text).GetSigningKeys().Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
