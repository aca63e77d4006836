using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Evaluation;

/// <summary>One element of a statement held against one request.</summary>
public sealed record ElementExplanation
{
    /// <summary>The element as the policy names it: Principal, Action, Resource, their Not forms, or Condition.</summary>
    public required string Element { get; init; }

    /// <summary>True when the element lets the statement apply.</summary>
    public required bool Matches { get; init; }

    /// <summary>What the policy says: the values, for a condition with operator and key, variables filled in.</summary>
    public required string Policy { get; init; }

    /// <summary>What the request says; null when it says nothing (a key that is absent).</summary>
    public required string? Request { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The place in the policy's text.</summary>
    public required PolicyPlace Place { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Reason;
}
