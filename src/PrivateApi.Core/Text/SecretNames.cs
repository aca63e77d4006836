using System.Text.RegularExpressions;

namespace PrivateApi.Text;

/// <summary>Which names of query parameters, headers and variables mark their value as a secret.</summary>
internal static partial class SecretNames
{
    // Words, and the ends of words that are written together.
    private static readonly string[] Secret =
    [
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "pwd",
        "secret",
        "secrets",
        "token",
        "tokens",
        "jwt",
        "bearer",
        "apikey",
        "accesskey",
        "secretkey",
        "privatekey",
        "subscriptionkey",
        "signature",
        "credential",
        "credentials",
        "authorization",
        "cookie",
        "sessionid",
    ];

    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal) { "key", "auth", "pass", "pw", "sas", "sig" };

    // "key" in a longer name is usually the key of a table; after one of these words it opens something.
    private static readonly HashSet<string> Opening = new(StringComparer.Ordinal)
    {
        "api",
        "access",
        "secret",
        "private",
        "subscription",
        "function",
        "functions",
        "host",
        "master",
        "shared",
        "account",
        "auth",
        "license",
        "app",
        "client",
        "signing",
        "service",
    };

    // A page token opens nothing, and neither does the place where a token is obtained or the token's name.
    private static readonly string[] Paging = ["next", "page", "continuation", "sync", "idempotency", "starting"];
    private static readonly HashSet<string> About = new(StringComparer.Ordinal)
    {
        "type",
        "url",
        "uri",
        "name",
        "id",
        "arn",
        "endpoint",
        "expires",
        "expiry",
        "ttl",
        "issuer",
        "version",
        "count",
    };

    /// <summary>Whether the value under a name has to be masked.</summary>
    public static bool IsSecret(string name, string value)
    {
        string plain = name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        string[] words = [.. Word().Matches(plain).Select(match => match.Value.ToLowerInvariant())];
        if (words.Length == 0 || About.Contains(words[^1]))
        {
            return false;
        }

        // Azure Functions pass their key as "code", and so does OAuth; a country code is short.
        return (words is ["code"] && value.Length >= 16)
            || (words.Length == 1 && Whole.Contains(words[0]))
            || (
                words.Any(word => Array.Exists(Secret, ending => word.EndsWith(ending, StringComparison.Ordinal)))
                && !words.Any(word => Array.Exists(Paging, start => word.StartsWith(start, StringComparison.Ordinal)))
            )
            || Enumerable.Range(1, words.Length - 1).Any(i => words[i] is "key" or "keys" && Opening.Contains(words[i - 1]));
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
