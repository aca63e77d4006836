using PrivateApi.Aws.Clients.Resolver;

namespace PrivateApi.Templates;

/// <summary>A rule that forwards through a Resolver endpoint.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Associations">Where it is at work.</param>
internal sealed record ResolverRuleSetup(
    ResolverRule Rule,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<ResolverRuleAssociation> Associations
);
