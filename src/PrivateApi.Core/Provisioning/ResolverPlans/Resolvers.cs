using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>Reads Resolver endpoints, ours and others', and carries out the plan of a new one.</summary>
internal sealed class Resolvers(AwsSession session)
{
    private readonly ResolverReads _reads = new(session);

    /// <summary>Lays out a resolver; see <see cref="ResolverPlan.MakeAsync"/>.</summary>
    public Task<Plan> PlanAsync(ResolverSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        ResolverPlan.MakeAsync(session, spec, progress, stop);

    /// <summary>Creates what a plan found missing, and reads the result.</summary>
    public async Task<Resolver> ApplyAsync(Plan plan, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await plan.ApplyAsync(progress, stop);
        }
        catch (PrivateApiException gone) when (gone.ErrorId == "ResolverNotFound" && plan is { Renew: { } renew, IsComplete: false })
        {
            // The plan had found the endpoint of a run that has given way since, and has no steps to create one of its own.
            plan = await renew(stop);
            await plan.ApplyAsync(progress, stop);
        }

        return await GetAsync(plan.Steps.First(step => step.Name == ResolverSteps.Endpoint).RequiredId, stop);
    }

    /// <summary>One resolver by id.</summary>
    /// <exception cref="PrivateApiException"><c>ResolverNotFound</c>.</exception>
    public async Task<Resolver> GetAsync(string id, CancellationToken stop)
    {
        ResolverEndpoint? found = await _reads.FindAsync(id, stop);
        IReadOnlyDictionary<string, string>? tags = found is null ? null : await _reads.TagsAsync(found.Arn, stop);
        return found is null || tags is null
            ? throw NotFound(id, $"There is no Resolver endpoint {id} in {session.Region}. Get-PrivateApiResolver lists them.")
            : await DescribeAsync(new TaggedEndpoint(found, tags), stop);
    }

    /// <summary>Resolvers whose name passes (null stands for one that this module did not create), ordered by VPC and id.</summary>
    public async Task<IReadOnlyList<Resolver>> ListAsync(string? vpcId, Func<string?, bool> named, CancellationToken stop)
    {
        List<Resolver> all = [];
        foreach (
            TaggedEndpoint item in (await _reads.TaggedAsync(stop))
                .Where(item => (vpcId is null || item.Endpoint.HostVPCId == vpcId) && named(item.Name))
                .OrderBy(item => item.Endpoint.HostVPCId, StringComparer.Ordinal)
                .ThenBy(item => item.Endpoint.Id, StringComparer.Ordinal)
        )
        {
            all.Add(await DescribeAsync(item, stop));
        }

        return all;
    }

    /// <summary>Resolvers with a name.</summary>
    /// <exception cref="PrivateApiException"><c>ResolverNotFound</c>.</exception>
    public async Task<IReadOnlyList<Resolver>> GetByNameAsync(string? vpcId, string name, CancellationToken stop)
    {
        IReadOnlyList<Resolver> found = await ListAsync(
            vpcId,
            other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase),
            stop
        );
        return found.Count > 0
            ? found
            : throw NotFound(
                name,
                $"There is no resolver called '{name}' in {vpcId ?? session.Region}. Get-PrivateApiResolver lists the resolvers."
            );
    }

    public static PrivateApiException NotFound(string target, string message) =>
        new("ResolverNotFound", FaultKind.NotFound, message, target);

    private async Task<Resolver> DescribeAsync(TaggedEndpoint item, CancellationToken stop)
    {
        ResolverEndpoint endpoint = item.Endpoint;
        List<IpAddressResponse> addresses = await _reads.AddressesAsync(endpoint.Id, stop);
        List<ResolverRule> rules = endpoint.Direction == "OUTBOUND" ? await _reads.RulesAsync(endpoint.Id, stop) : [];
        List<string> vpcs = [];
        foreach (ResolverRule rule in rules)
        {
            vpcs.AddRange((await _reads.AssociationsAsync(rule.Id, stop)).Select(association => association.VPCId));
        }

        return new Resolver
        {
            Name = item.Name,
            ResolverEndpointId = endpoint.Id,
            Direction = endpoint.Direction,
            VpcId = endpoint.HostVPCId,
            SubnetId = [.. addresses.Select(address => address.SubnetId).OfType<string>().Distinct()],
            SecurityGroupId = endpoint.SecurityGroupIds,
            IpAddress = [.. addresses.SelectMany(address => new[] { address.Ip, address.Ipv6 }).OfType<string>()],
            Status = endpoint.Status,
            ForwardDomainName = endpoint.Direction switch
            {
                "INBOUND" => [ApiHosts.Domain(session.Region, session.DnsSuffix)],
                _ => [.. rules.Select(rule => rule.DomainName.TrimEnd('.')).Distinct()],
            },
            ForwardTo =
            [
                .. rules.SelectMany(rule => rule.TargetIps ?? []).Select(target => target.Ip ?? target.Ipv6).OfType<string>().Distinct(),
            ],
            RuleId = [.. rules.Select(rule => rule.Id)],
            AssociatedVpcId = [.. vpcs.Distinct()],
            Tag = item.Tags,
            AccountId = await session.GetAccountIdAsync(stop),
            Region = session.Region,
        };
    }
}
