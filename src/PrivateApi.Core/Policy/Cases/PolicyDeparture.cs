namespace PrivateApi.Policy.Cases;

/// <summary>
/// A reading in which whoever decided the expected answers contradicts AWS: wherever a policy says one text, it reads another.
/// AWS is right, and the quote shows it.
/// </summary>
public sealed record PolicyDeparture
{
    /// <summary>What the policies say, a whole value.</summary>
    public required string PolicyText { get; init; }

    /// <summary>What the expected answers take it for.</summary>
    public required string SimulatorReadsAs { get; init; }

    /// <summary>Where the reading comes from.</summary>
    public required string Why { get; init; }

    /// <summary>What AWS says instead.</summary>
    public required string Quote { get; init; }

    /// <summary>The page the quote is from.</summary>
    public required string Source { get; init; }

    /// <summary>The departure in a line.</summary>
    public override string ToString() => $"{Why} AWS: \"{Quote}\" ({Source})";
}
