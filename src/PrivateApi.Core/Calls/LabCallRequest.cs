namespace PrivateApi.Calls;

/// <summary>A call to make in a lab.</summary>
internal sealed record LabCallRequest
{
    /// <summary>Absolute https URL, as it would be called on AWS.</summary>
    public required string Url { get; init; }

    // Set, not init: the generated reader gives absent init members null instead of these.
    public string Method { get; set; } = "GET";

    /// <summary>Headers, without Host.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Body; base64 on the wire, null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Host header where it differs from the URL's host; null otherwise.</summary>
    public string? HostHeader { get; init; }

    /// <summary>Where the call starts.</summary>
    public required LabCaller Caller { get; init; }

    /// <summary>
    /// Address to connect to instead of the name's own, as a probe does that was told one; null to resolve the name.
    /// </summary>
    public string? ConnectTo { get; init; }
}
