using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A change that <c>Repair-PrivateApi</c> made, with what it needs to take it back.</summary>
public sealed record MadeChange : IAwsResource
{
    /// <summary>What was changed.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>Id of what was changed.</summary>
    public required string Target { get; init; }

    /// <summary>What was done.</summary>
    public required string Description { get; init; }

    /// <summary>Who or what gets through by it; null for nothing.</summary>
    public required string? Opens { get; init; }

    /// <summary>What was there before, and what is there now, by name.</summary>
    public required IReadOnlyDictionary<string, string> Before
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>What was done.</summary>
    public override string ToString() => Description;
}
