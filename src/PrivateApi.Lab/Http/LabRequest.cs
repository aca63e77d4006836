namespace PrivateApi.Lab.Http;

/// <summary>An HTTP request as it reached the lab, from the socket or in process.</summary>
internal sealed record LabRequest
{
    public required string Method { get; init; }

    /// <summary>Host header, with its port if it has one.</summary>
    public required string Host { get; init; }

    /// <summary>Path as sent, still percent-encoded, starting with a slash.</summary>
    public required string RawPath { get; init; }

    /// <summary>Query as sent, without the question mark; empty for none.</summary>
    public required string RawQuery { get; init; }

    /// <summary>Headers; names case-insensitive, values of repeated ones joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body; empty if it was too long to be read.</summary>
    public required byte[] Body { get; init; }

    /// <summary>True if the body is longer than <see cref="BodyLimit"/> allows.</summary>
    public bool IsBodyTooLong { get; init; }

    /// <summary>True if a page of another origin made the request, in a browser that says so (<see cref="BrowserGuard"/>).</summary>
    public bool IsOfForeignPage { get; init; }

    public string BodyText => System.Text.Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Decoded query pairs in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => FormData.Parse(RawQuery);

    /// <summary>The first value of a query parameter; null where it is not given.</summary>
    public string? QueryValue(string name) => Query.FirstOrDefault(pair => pair.Key == name).Value;
}
