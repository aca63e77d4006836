using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Resolver.Model;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>
/// Resolver in one account and Region. Code that reads it outside a Resolver call settles it first, so that what has been
/// deleted by now is gone.
/// </summary>
internal sealed class ResolverState(LabStore store, string accountId, string region) : ILabState<ResolverState>
{
    public Dictionary<string, LabResolverEndpoint> Endpoints { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabResolverRule> Rules { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabRuleAssociation> OwnAssociations { get; } = new(StringComparer.Ordinal);

    /// <summary>The rules associated with VPCs: the autodefined one in each, then the account's own.</summary>
    public IEnumerable<LabRuleAssociation> Associations =>
        store
            .Get<Ec2State>(accountId, region)
            .Vpcs.Keys.Order(StringComparer.Ordinal)
            .Select(vpcId => new LabRuleAssociation
            {
                Id = $"rslvr-autodefined-assoc-{vpcId}-internet-resolver",
                RuleId = LabResolverRule.InternetResolver,
                VpcId = vpcId,
                Name = "System Rule Association",
                CompleteAt = DateTimeOffset.MinValue,
            })
            .Concat(OwnAssociations.Values);

    public static ResolverState Create(LabStore store, string accountId, string region)
    {
        ResolverState state = new(store, accountId, region);
        state.Rules.Add(
            LabResolverRule.InternetResolver,
            new LabResolverRule
            {
                Id = LabResolverRule.InternetResolver,
                Arn =
                    $"arn:{Amazon.RegionEndpoint.GetBySystemName(region).PartitionName}:route53resolver:"
                    + $"{region}::autodefined-rule/{LabResolverRule.InternetResolver}",
                CreatorRequestId = string.Empty,
                Name = "Internet Resolver",
                RuleType = "RECURSIVE",
                DomainName = ".",
                OwnerId = "Route 53 Resolver",
            }
        );
        return state;
    }

    /// <summary>The operational inbound endpoints of a VPC.</summary>
    public IEnumerable<LabResolverEndpoint> InboundOf(string vpcId) =>
        Endpoints.Values.Where(endpoint => endpoint.IsInbound && endpoint.VpcId == vpcId && endpoint.StatusAt(store.Now) == "OPERATIONAL");

    /// <summary>The rules associated with a VPC, including the autodefined one.</summary>
    public IEnumerable<LabResolverRule> RulesOf(string vpcId) =>
        Associations
            .Where(association => association.VpcId == vpcId && association.StatusAt(store.Now) == "COMPLETE")
            .Select(association => Rules[association.RuleId]);

    /// <summary>Removes what has been deleted by now. Called at the start of every Resolver call.</summary>
    public void Settle()
    {
        foreach (LabResolverEndpoint endpoint in Endpoints.Values.Where(endpoint => endpoint.GoneAt <= store.Now).ToList())
        {
            Endpoints.Remove(endpoint.Id);
        }

        foreach (LabRuleAssociation association in OwnAssociations.Values.Where(association => association.GoneAt <= store.Now).ToList())
        {
            OwnAssociations.Remove(association.Id);
        }
    }
}
