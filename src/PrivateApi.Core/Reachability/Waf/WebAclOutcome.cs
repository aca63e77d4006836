using PrivateApi.Facts;

namespace PrivateApi.Reachability.Waf;

/// <summary>What a web ACL does with a call.</summary>
/// <param name="Rule">The rule that certainly ends it, if none of the others does before; null for the default action.</param>
/// <param name="Action">Its action.</param>
/// <param name="MayStop">Rules before it that stop the call if they match, which is not known.</param>
/// <param name="MayAllow">Rules before it that let the call through if they match, which is not known.</param>
internal sealed record WebAclOutcome(
    WebAclRuleFact? Rule,
    WebAclActionFact Action,
    IReadOnlyList<WebAclRuleFact> MayStop,
    IReadOnlyList<WebAclRuleFact> MayAllow
)
{
    /// <summary>True if the action at the end stops the call.</summary>
    public bool Stops => Action.Kind != "Allow";
}
