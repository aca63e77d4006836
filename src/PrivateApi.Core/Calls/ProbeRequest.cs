namespace PrivateApi.Calls;

/// <summary>One call for a probe to make; the function's event.</summary>
internal sealed record ProbeRequest
{
    // Set, not init: the generated reader gives absent init members null instead of these.
    public string Method { get; set; } = "GET";

    /// <summary>Address to call, always https and port 443; its host goes into DNS, SNI and certificate check.</summary>
    public required string Url { get; init; }

    /// <summary>Host header where it differs from the URL's host; null otherwise.</summary>
    public string? HostHeader { get; init; }

    /// <summary>Headers to send, without Host and Content-Length.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Body as text, or as base64 where <see cref="IsBase64Encoded"/> says so; null for none.</summary>
    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }

    /// <summary>Connect here instead of asking DNS: one of the endpoint's own addresses. Null to resolve the name.</summary>
    public string? ConnectAddress { get; init; }

    /// <summary>Time for all steps together, milliseconds.</summary>
    public int TimeoutMs { get; set; } = 10_000;
}
