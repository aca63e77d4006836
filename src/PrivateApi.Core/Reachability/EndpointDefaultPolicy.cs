using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>
/// The policy that an endpoint has while nobody gives it another (PrivateLink guide, "Default endpoint policy"): everybody may do
/// everything.
/// </summary>
internal static class EndpointDefaultPolicy
{
    /// <summary>True for a policy that says what the default one says.</summary>
    public static bool Is(PolicyDocument policy) =>
        policy.StatementArray is [{ Effect: StatementEffect.Allow, Conditions.Length: 0 } only]
        && only is { IsNotAction: false, IsNotPrincipal: false, IsNotResource: false }
        && only.Action is ["*"]
        && only.Resource is ["*"]
        && only.Principal is ["*"];
}
