using PrivateApi.Facts;

namespace PrivateApi.Reachability.Addressing;

/// <summary>How a call by a custom domain with routing rules gets to its stage.</summary>
/// <param name="Path">The path of the URL.</param>
/// <param name="Rule">The rule that leads there; null for a base path, or for nothing.</param>
/// <param name="Mapping">The base path that leads there; null for a rule, or for nothing.</param>
/// <param name="Before">Rules before it that take the call if it carries their headers.</param>
/// <param name="Instead">The rule that takes the path elsewhere, whatever the headers; null for none.</param>
internal sealed record DomainRoute(
    string Path,
    RoutingRuleFact? Rule,
    DomainMappingFact? Mapping,
    IReadOnlyList<RoutingRuleFact> Before,
    RoutingRuleFact? Instead
)
{
    /// <summary>True when the call is led to its stage, if its headers are as the rule wants them.</summary>
    public bool Leads => Instead is null && (Rule is not null || Mapping is not null);
}
