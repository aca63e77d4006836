using System.Collections;
using PrivateApi.Text;

namespace PrivateApi.Arguments;

/// <summary>
/// Masks what a command's records would show of its arguments: each warning or verbose record has the dictionary of bound
/// parameters, which ConvertTo-Json and Export-Clixml write out. The parameters themselves keep their values.
/// </summary>
internal static class BoundSecrets
{
    /// <summary>Masks the values.</summary>
    /// <param name="bound">The bound parameters.</param>
    /// <param name="isCall">True if Path is the path of an API, not of a file.</param>
    public static void Hide(IDictionary<string, object> bound, bool isCall)
    {
        foreach (string name in bound.Keys.ToArray())
        {
            bound[name] = (name, JsonArgument.Unwrap(bound[name])) switch
            {
                ("SecretKey" or "SessionToken" or "ApiKey" or "Token" or "Credential" or "Body", not null) => SecretText.Mask,
                ("Header", IDictionary headers) => SecretText.Headers(
                    headers
                        .Cast<DictionaryEntry>()
                        .Select(header =>
                            KeyValuePair.Create(header.Key.ToString()!, JsonArgument.Unwrap(header.Value)?.ToString() ?? string.Empty)
                        )
                ),
                ("Path", string path) when isCall => SecretText.Path(path),
                ("EndpointUrl", Uri url) => SecretText.Url(url.OriginalString),
                _ => bound[name],
            };
        }
    }
}
