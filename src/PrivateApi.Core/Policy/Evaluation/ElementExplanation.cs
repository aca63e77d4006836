using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Evaluation;

/// <summary>One element of a statement compared with one request.</summary>
public sealed record ElementExplanation
{
    /// <summary>The element as the policy names it: Principal, Action, Resource, their Not forms, or Condition.</summary>
    public required string Element { get; init; }

    /// <summary>True when the element allows the statement to apply.</summary>
    public required bool Matches { get; init; }

    /// <summary>The policy's side: the values; for a condition with operator and key, and with variables filled in.</summary>
    public required string Policy { get; init; }

    /// <summary>The request's side; null when it has none (an absent key).</summary>
    public required string? Request { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The place in the policy's text.</summary>
    public required PolicyPlace Place { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Reason;
}
