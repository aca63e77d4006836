using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>What became of a call in a lab: an answer, or where it broke before one came.</summary>
internal sealed record LabCallAnswer
{
    public required CallFailure Failure { get; init; }

    /// <summary>What broke, in words; null when an answer came.</summary>
    public string? FailureMessage { get; init; }

    // Set, not init: the generated reader gives absent init members null instead of these.
    /// <summary>All addresses that the name resolved to; empty when it did not.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>The address connected to; null when the name did not resolve.</summary>
    public string? ResolvedAddress { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Body; base64 on the wire, null when no answer came.</summary>
    public byte[]? Body { get; init; }

    /// <summary>
    /// Duration of each step that was taken (<c>Resolve</c>, <c>Connect</c>, <c>Tls</c>, <c>Request</c>), in milliseconds of the
    /// lab's time.
    /// </summary>
    public IReadOnlyDictionary<string, double> Timings { get; set; } = new Dictionary<string, double>();
}
