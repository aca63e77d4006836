using PrivateApi.Model;
using PrivateApi.Policy.Authorization;

namespace PrivateApi.Reachability;

/// <summary>What the engine says of one call.</summary>
internal sealed record PathVerdict
{
    public required EvaluationContext Evaluation { get; init; }

    /// <summary>The checks with what they found, in the order in which they are shown.</summary>
    public required IReadOnlyList<(CheckName Name, Finding Finding)> Findings { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Where the call breaks; None when an answer comes; null when it cannot be predicted.</summary>
    public required CallFailure? Failure { get; init; }

    /// <summary>What the gateway answers itself; null when the integration answers, nobody does, or it cannot be predicted.</summary>
    public required DeniedAnswer? Answer { get; init; }

    /// <summary>
    /// What the gateway answers to a call that got to its door, whatever is not known about the way; null when it lets the call
    /// through.
    /// </summary>
    public required (CheckName Check, DeniedAnswer Answer)? Refusal { get; init; }

    /// <summary>
    /// What becomes of the smaller share of calls where a stage's canary shares them; null where all calls are answered alike.
    /// </summary>
    public PathVerdict? Other { get; init; }

    /// <summary>What one check found.</summary>
    public Finding this[CheckName name] => Findings.First(item => item.Name == name).Finding;

    /// <summary>True when the call gets as far as the integration.</summary>
    public bool Arrives => Failure == CallFailure.None && Answer is null;
}
