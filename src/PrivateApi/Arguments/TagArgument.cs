using System.Collections;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-Tag @{ Team = 'payments' }</c>.</summary>
internal static class TagArgument
{
    public static IReadOnlyDictionary<string, string> Read(Hashtable? tags) =>
        (tags ?? [])
            .Keys.Cast<object>()
            .ToDictionary(key => key.ToString()!, key => tags![key]?.ToString() ?? string.Empty, StringComparer.Ordinal);
}
