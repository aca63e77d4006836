using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Policy.Evaluation;

/// <summary>Why one statement applies to a request, or does not.</summary>
public sealed record StatementExplanation
{
    /// <summary>The statement's place in the list, from zero.</summary>
    public required int Index { get; init; }

    /// <summary>The Sid; null for none.</summary>
    public required string? Sid { get; init; }

    /// <summary>Allow or Deny.</summary>
    public required StatementEffect Effect { get; init; }

    /// <summary>True when every element allows it to apply.</summary>
    public required bool Matches { get; init; }

    /// <summary>True for the statement that decides.</summary>
    public required bool Decides { get; init; }

    /// <summary>Element by element.</summary>
    public required IReadOnlyList<ElementExplanation> Element
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The place in the policy's text.</summary>
    public required PolicyPlace Place { get; init; }

    /// <summary>What prevents it from applying, or that it applies, in a sentence.</summary>
    public string Reason =>
        Matches
            ? $"{Effect} applies: {string.Join("; ", Element.Select(e => e.Reason))}"
            : $"{Effect} does not apply: {string.Join("; ", Element.Where(e => !e.Matches).Select(e => e.Reason))}";

    /// <summary>The statement and the sentence.</summary>
    public override string ToString() => $"{(Sid is { Length: > 0 } ? $"\"{Sid}\"" : $"statement {Index + 1}")}: {Reason}";
}
