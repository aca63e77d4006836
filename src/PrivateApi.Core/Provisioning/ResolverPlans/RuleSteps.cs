using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>An outbound resolver after its endpoint: the rule that forwards a domain, and its association with each VPC.</summary>
internal sealed class RuleSteps(
    AwsSession session,
    ResolverSpec spec,
    ResolverReads reads,
    ResolverWait wait,
    ResolverDeletion deletion,
    RunMark run
)
{
    private string DomainName => spec.DomainName ?? ApiHosts.Domain(session.Region, session.DnsSuffix);

    /// <summary>The steps.</summary>
    /// <param name="endpoint">The endpoint's step.</param>
    /// <param name="vpcId">The VPC of its subnets.</param>
    public IEnumerable<PlanStep> Of(PlanStep endpoint, string vpcId)
    {
        PlanStep rule = Rule(endpoint);
        yield return rule;
        foreach (string id in spec.VpcIds.Prepend(vpcId).Distinct())
        {
            PlanStep association = Association(endpoint, rule, id);
            yield return association;
            if (spec.Wait)
            {
                yield return AtWork(rule, association, id);
            }
        }
    }

    private PlanStep Rule(PlanStep endpoint) =>
        new()
        {
            Name = ResolverSteps.Rule,
            Run = run,
            Description = $"Create the rule that forwards {DomainName} to {string.Join(", ", spec.ForwardTo)}",
            Within = endpoint,
            Find = async stop => (await FindRuleAsync(endpoint.RequiredId, stop))?.Id,
            FindOwn = async stop => PlanCandidate.MadeBy(run, await CandidatesAsync(endpoint.RequiredId, stop))?.Id,
            Create = async stop => (await session.Resolver.CreateResolverRuleAsync(Request(endpoint.RequiredId), stop)).ResolverRule.Id,
            Undo = (id, _, stop) => deletion.DeleteRuleAsync(id, stop),
            RemovalCommand = _ => ResolverRemoval.Command(endpoint.RequiredId),
        };

    private PlanStep Association(PlanStep endpoint, PlanStep rule, string vpcId) =>
        new()
        {
            Name = "resolver-rule-in-" + vpcId,
            Description = $"Associate it with {vpcId}",
            Within = rule,
            Find = stop => FindAssociationAsync(rule, vpcId, stop),

            // Nobody else associates a rule that this run made a moment ago.
            FindOwn = async stop =>
                rule.State == PlanStepState.Created && await FindAssociationAsync(rule, vpcId, stop) is { } own ? own : null,
            Create = async stop =>
            {
                await session.Resolver.AssociateResolverRuleAsync(
                    new AssociateResolverRuleRequest
                    {
                        ResolverRuleId = rule.RequiredId,
                        Name = FriendlyName.Of(spec.Name),
                        VPCId = vpcId,
                    },
                    stop
                );
                return vpcId;
            },
            Undo = (_, _, stop) => deletion.DisassociateAsync(rule.RequiredId, vpcId, stop),
            RemovalCommand = _ => ResolverRemoval.Command(endpoint.RequiredId),
        };

    private PlanStep AtWork(PlanStep rule, PlanStep association, string vpcId) =>
        new()
        {
            Name = association.Name + "-complete",
            Description = "Wait until it works there",
            Within = association,
            Find = async stop =>
                (await reads.AssociationsAsync(rule.RequiredId, stop)).Exists(item => item.VPCId == vpcId && item.Status == "COMPLETE")
                    ? vpcId
                    : null,
            Create = async stop =>
            {
                await wait.UntilAssociatedAsync(rule.RequiredId, vpcId, stop);
                return vpcId;
            },
        };

    private CreateResolverRuleRequest Request(string endpointId) =>
        new()
        {
            CreatorRequestId = run.Token(ResolverSteps.Rule),
            Name = FriendlyName.Of(spec.Name),
            RuleType = "FORWARD",
            DomainName = DomainName,
            ResolverEndpointId = endpointId,
            TargetIps = [.. spec.ForwardTo.Select(Target)],
            Tags = ResolverTags.AtBirth(spec.Name, ResolverSteps.Rule, run, spec.Tags),
        };

    // The protocol is AWS's default. Named, it is shown too, and tools that name it see no difference.
    private static TargetAddress Target(string address) =>
        address.Contains(':', StringComparison.Ordinal)
            ? new TargetAddress { Ipv6 = address, Protocol = "Do53" }
            : new TargetAddress { Ip = address, Protocol = "Do53" };

    private async Task<ResolverRule?> FindRuleAsync(string endpointId, CancellationToken stop)
    {
        if (await OursAsync(endpointId, stop) is not [{ Rule: { } rule }, ..])
        {
            return null;
        }

        string what = $"The rule of resolver '{spec.Name}'";
        ParameterMismatch.Require(what, rule.Id, "DomainName", rule.DomainName.TrimEnd('.'), DomainName);
        ParameterMismatch.Require(
            what,
            rule.Id,
            "ForwardTo",
            (rule.TargetIps ?? []).Select(target => target.Ip ?? target.Ipv6 ?? string.Empty),
            spec.ForwardTo
        );
        return rule;
    }

    private async Task<IReadOnlyList<PlanCandidate>> CandidatesAsync(string endpointId, CancellationToken stop) =>
        [.. (await OursAsync(endpointId, stop)).Select(item => new PlanCandidate(item.Rule.Id, item.Mark))];

    private async Task<IReadOnlyList<(ResolverRule Rule, string? Mark)>> OursAsync(string endpointId, CancellationToken stop)
    {
        List<(ResolverRule Rule, string? Mark)> ours = [];
        foreach (ResolverRule rule in await reads.RulesAsync(endpointId, stop))
        {
            if (
                rule.Status != "DELETING"
                && await reads.TagsAsync(rule.Arn, stop) is { } tags
                && tags.GetValueOrDefault(ResourceTags.Name) == spec.Name
                && tags.GetValueOrDefault(ResourceTags.Step) == ResolverSteps.Rule
            )
            {
                ours.Add((rule, tags.GetValueOrDefault(ResourceTags.Run)));
            }
        }

        return ours;
    }

    private async Task<string?> FindAssociationAsync(PlanStep rule, string vpcId, CancellationToken stop) =>
        (await reads.AssociationsAsync(rule.RequiredId, stop)).Exists(item =>
            item.VPCId == vpcId && item.Status is not ("DELETING" or "FAILED")
        )
            ? vpcId
            : null;
}
