namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>What a removal is about.</summary>
/// <param name="Name">Our name.</param>
/// <param name="VpcId">The VPC.</param>
/// <param name="ResolverEndpointId">The endpoint; null where an earlier removal was stopped after it.</param>
internal sealed record ResolverTarget(string Name, string VpcId, string? ResolverEndpointId)
{
    /// <summary>In words, for a question.</summary>
    public override string ToString() =>
        ResolverEndpointId is { } id ? $"resolver {Name} ({id})" : $"resolver {Name} (what is left of it, in {VpcId})";
}
