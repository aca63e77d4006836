namespace PrivateApi.Policy.Cases;

/// <summary>
/// A reading of policies in which the source of the expected answers contradicts AWS: where a policy has one text, the source
/// reads another. AWS is right, and the quote shows it.
/// </summary>
public sealed record PolicyDeparture
{
    /// <summary>The text in the policies, a whole value.</summary>
    public required string PolicyText { get; init; }

    /// <summary>How the expected answers read it.</summary>
    public required string SimulatorReadsAs { get; init; }

    /// <summary>Where this reading comes from.</summary>
    public required string Why { get; init; }

    /// <summary>What AWS says instead.</summary>
    public required string Quote { get; init; }

    /// <summary>The page the quote is from.</summary>
    public required string Source { get; init; }

    /// <summary>The departure in a line.</summary>
    public override string ToString() => $"{Why} AWS: \"{Quote}\" ({Source})";
}
