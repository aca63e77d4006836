using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>A user pool of a test: its key set as Cognito publishes it, and tokens as Cognito signs them (RS256; RFC 7515 and 7517).</summary>
internal sealed class PoolTokens(string id) : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public string Id => id;

    public string Arn => $"arn:aws:cognito-idp:{id.Split('_')[0]}:123456789012:userpool/{id}";

    public string KeySet =>
        new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject
                {
                    ["kty"] = "RSA",
                    ["alg"] = "RS256",
                    ["use"] = "sig",
                    ["kid"] = id,
                    ["n"] = Text(_key.ExportParameters(false).Modulus!),
                    ["e"] = Text(_key.ExportParameters(false).Exponent!),
                }
            ),
        }.ToJsonString();

    public void Dispose() => _key.Dispose();

    /// <summary>A token of an hour, with the claims that Cognito documents, and changes to them; a null takes a claim away.</summary>
    public string Token(string use, DateTimeOffset from, params (string Name, JsonNode? Value)[] changes)
    {
        JsonObject claims = new()
        {
            ["sub"] = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            ["iss"] = $"https://cognito-idp.{id.Split('_')[0]}.amazonaws.com/{id}",
            ["token_use"] = use,
            ["iat"] = from.ToUnixTimeSeconds(),
            ["exp"] = from.AddHours(1).ToUnixTimeSeconds(),
        };
        claims[use == "id" ? "aud" : "client_id"] = "client";
        if (use == "access")
        {
            claims["scope"] = "pets/read";
        }

        foreach ((string name, JsonNode? value) in changes)
        {
            claims[name] = value;
        }

        string signed =
            $"{Text(Encoding.UTF8.GetBytes($$"""{"kid":"{{id}}","alg":"RS256"}"""))}.{Text(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        byte[] signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Text(signature)}";
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
