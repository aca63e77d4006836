using System.Security.Cryptography;
using System.Text;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>The API key that calls carry. It keeps the hash alone, so that nothing that shows an order shows the key.</summary>
internal sealed class SentApiKey(string value)
{
    private readonly byte[] _hash = Hash(value);

    /// <summary>The key among the headers of a call; null for none.</summary>
    public static SentApiKey? In(IReadOnlyDictionary<string, string> headers) =>
        headers.FirstOrDefault(header => string.Equals(header.Key, "x-api-key", StringComparison.OrdinalIgnoreCase)).Value is { } value
            ? new SentApiKey(value)
            : null;

    /// <summary>True for the same key.</summary>
    public bool Is(string? other) => other is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(other));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
