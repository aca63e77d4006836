using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Policy.Evaluation;

/// <summary>One policy's answer to one request with the reasons, statement by statement.</summary>
public sealed record PolicyExplanation
{
    /// <summary>The answer.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Every statement in the order of the text.</summary>
    public required IReadOnlyList<StatementExplanation> Statement
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>What AWS answers when this policy stops the call; null when it lets it through.</summary>
    public DeniedAnswer? Answer { get; init; }

    /// <summary>The statement that decides; null when none matched.</summary>
    public StatementExplanation? Deciding => Statement.FirstOrDefault(s => s.Decides);

    /// <summary>The answer and its reason in a sentence.</summary>
    public string Reason => Deciding is { } statement ? $"{Effect} by {statement}" : $"{Effect}: no statement matched";

    /// <summary>The sentence.</summary>
    public override string ToString() => Reason;
}
