using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Authorization;

/// <summary>Whether a call is authorized, what decides, and what AWS would answer.</summary>
public sealed record CallDecision
{
    /// <summary>True or false; null when it depends on something that is not known.</summary>
    public required bool? IsAllowed { get; init; }

    /// <summary>What stops the call, or what the decision depends on; None when it is allowed.</summary>
    public required AuthorizationStep Gate { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What AWS would answer; null when the call is allowed or undecided.</summary>
    public DeniedAnswer? Answer { get; init; }

    /// <summary>The endpoint policy's decision; null when there is none or it was not reached.</summary>
    public PolicyExplanation? EndpointPolicy { get; init; }

    /// <summary>The domain policy's decision; null when there is none or it was not reached.</summary>
    public PolicyExplanation? DomainPolicy { get; init; }

    /// <summary>The resource policy's decision; null when there is none or it was not reached.</summary>
    public PolicyExplanation? ResourcePolicy { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Reason;
}
