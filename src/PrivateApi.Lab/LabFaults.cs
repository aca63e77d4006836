namespace PrivateApi.Lab;

/// <summary>How a lab misbehaves, so that runbooks can be rehearsed; by default not at all. Calls to APIs are not affected.</summary>
public sealed record LabFaults
{
    /// <summary>Added to the answer of every control-plane call.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Share of calls, 0 to 1, that are refused with a 5xx before anything happens.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Share of calls, 0 to 1, whose connection breaks before anything happens.</summary>
    public double DropRate { get; init; }

    /// <summary>Share of changing calls, 0 to 1, that are carried out but whose connection breaks before the answer.</summary>
    public double LostAnswerRate { get; init; }

    /// <summary>
    /// How long EC2's describe calls do not show what was just created (EC2 developer guide, "Eventual consistency in the Amazon EC2
    /// API").
    /// </summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>Operations that break, for instance <c>CreateVpc</c>; empty for all. Latency, limits and lag apply to all.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];
}
