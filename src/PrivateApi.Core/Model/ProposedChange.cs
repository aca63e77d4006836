namespace PrivateApi.Model;

/// <summary>A change that would mend a call, judged over the facts and not made.</summary>
public sealed record ProposedChange
{
    /// <summary>What it changes.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>Id of what is changed.</summary>
    public required string Target { get; init; }

    /// <summary>What it does, as an instruction.</summary>
    public required string Description { get; init; }

    /// <summary>Who or what gets through afterwards that did not before; null for nothing.</summary>
    public required string? Opens { get; init; }

    /// <summary>What stops working; null for nothing.</summary>
    public required string? Closes { get; init; }

    /// <summary>The command that makes it.</summary>
    public required string Command { get; init; }

    /// <summary>What it does.</summary>
    public override string ToString() => Description;
}
