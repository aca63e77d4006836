namespace PrivateApi.Lab.Http;

/// <summary>Reads <c>a=b&amp;c=d</c>, of a query or a form body.</summary>
internal static class FormData
{
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : string.Empty))
            .ToList();

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
