using System.Text.Json.Serialization;
using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>What a probe's call brought back; a failure is data too. The function's result.</summary>
internal sealed record ProbeAnswer
{
    /// <summary>Where the call broke; null where the probe refused to make it: a host or address that it must not call.</summary>
    [JsonConverter(typeof(ProbeFailureConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CallFailure? Failure { get; set; } = CallFailure.None;

    /// <summary>What broke, in words; null when an answer came.</summary>
    public string? Message { get; init; }

    // Set, not init: the generated reader gives absent init members null instead of these.
    /// <summary>All addresses that the name resolved to, in the resolver's order; empty when it did not.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>The address connected to, or last tried; null when none was tried.</summary>
    public string? ConnectedAddress { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Response headers, repeated ones joined with a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Response body, base64; null when no answer came.</summary>
    public string? Body { get; init; }

    /// <summary>True when the body was longer than a probe returns, and was cut.</summary>
    public bool Truncated { get; init; }

    public ProbeTimings Timings { get; set; } = new();
}
