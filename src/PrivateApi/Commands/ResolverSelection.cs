using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Provisioning.ResolverPlans;

namespace PrivateApi.Commands;

/// <summary>Finds resolvers by a name that may contain wildcards; a single <c>*</c> includes those without a name.</summary>
internal static class ResolverSelection
{
    public static Task<IReadOnlyList<Resolver>> FindAsync(AwsSession session, string? vpcId, string name, CancellationToken stop)
    {
        Resolvers resolvers = new(session);
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return resolvers.GetByNameAsync(vpcId, name, stop);
        }

        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return resolvers.ListAsync(vpcId, other => name == "*" || (other is not null && pattern.IsMatch(other)), stop);
    }

    /// <summary>What a name stands for in a removal: only what has one of our names, and what an earlier removal left.</summary>
    public static Task<IReadOnlyList<ResolverTarget>> FindForRemovalAsync(AwsSession session, string name, CancellationToken stop)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        string? exact = WildcardPattern.ContainsWildcardCharacters(name) ? null : name;
        return new ResolverRemoval(session).FindAsync(pattern.IsMatch, exact, stop);
    }
}
