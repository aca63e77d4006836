using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Evaluation;

/// <summary>What one policy decides about one request, and which statement decides.</summary>
/// <param name="Effect">The answer.</param>
/// <param name="Statement">The statement that decides; null when none matched.</param>
public readonly record struct PolicyDecision(Effect Effect, PolicyStatement? Statement)
{
    /// <summary>True for an Allow, of the caller or of its account.</summary>
    public bool IsAllowed => Effect.IsAllow();

    /// <summary>True for a Deny, of the caller or of its account.</summary>
    public bool IsExplicitlyDenied => Effect.IsExplicitDeny();
}
