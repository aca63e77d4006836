namespace PrivateApi.Calls.Ssm;

/// <summary>What the script's curl reports: its exit code, and moments in seconds since the start.</summary>
internal sealed record CurlReport
{
    /// <summary>curl's exit code; 0 when an answer came.</summary>
    public int Exit { get; init; }

    // Set, not init: the generated reader gives absent init members null instead of these.
    /// <summary>HTTP status; <c>000</c> when none came.</summary>
    public string Status { get; set; } = "000";

    /// <summary>Address connected to; empty when none was.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>All addresses of the name, with a space after each.</summary>
    public string Addresses { get; set; } = string.Empty;

    public double Resolved { get; init; }

    public double Connected { get; init; }

    public double Secured { get; init; }

    public double Done { get; init; }

    /// <summary>The whole body's length, bytes.</summary>
    public long Length { get; init; }

    /// <summary>Status line and headers as received.</summary>
    public byte[] Headers { get; set; } = [];

    /// <summary>The body, or its beginning.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>curl's message.</summary>
    public byte[] Error { get; set; } = [];
}
