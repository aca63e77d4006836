using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>
/// Lays out the steps of a resolver: a security group of its own if none is given, the endpoint and the wait; for an outbound one
/// then the rule and its associations (<see cref="RuleSteps"/>).
/// </summary>
internal sealed class ResolverPlan
{
    private readonly AwsSession _session;
    private readonly ResolverSpec _spec;
    private readonly ResolverReads _reads;
    private readonly ResolverWait _wait;
    private readonly ResolverDeletion _deletion;
    private readonly PlanTiming _timing;
    private readonly RunMark _run = RunMark.New();

    private ResolverPlan(AwsSession session, ResolverSpec spec, IProgress<ProgressEvent> progress)
    {
        _session = session;
        _spec = spec;
        _reads = new ResolverReads(session);
        _wait = new ResolverWait(_reads, spec.TimeOut, progress);
        _deletion = new ResolverDeletion(session, _wait);
        _timing = PlanTiming.For(session);
    }

    private string What => $"Resolver '{_spec.Name}'";

    /// <summary>Looks at what exists, checks what is to be created, and lays out the steps. Changes nothing.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>InvalidName</c>, <c>ReservedTag</c>, <c>AmbiguousName</c>, <c>ParameterMismatch</c>, and those of <see cref="ResolverChecks"/>.
    /// </exception>
    public static async Task<Plan> MakeAsync(
        AwsSession session,
        ResolverSpec spec,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ResourceTags.Check(spec.Name, spec.Tags);
        ResolverPlan work = new(session, ResolverChecks.Read(spec), progress);

        // What exists was checked when it was created.
        ResolverEndpoint? existing = await work.ExistingAsync(stop);
        ResolverPlacement? placement = existing is null ? await new ResolverChecks(session).PlaceAsync(work._spec, stop) : null;
        string vpcId = existing?.HostVPCId ?? placement!.VpcId;
        Plan plan = new(
            $"Create {spec.Direction.ToLowerInvariant()} resolver {spec.Name} in {vpcId}",
            spec.Name,
            work.Steps(placement, vpcId),
            work._timing
        )
        {
            Renew = token => MakeAsync(session, spec, progress, token),
        };
        await plan.SurveyAsync(stop);
        return plan;
    }

    private List<PlanStep> Steps(ResolverPlacement? placement, string vpcId)
    {
        Ec2Calls calls = new(_timing);
        PlanStep? group = null;
        List<PlanStep> steps = [];
        if (placement is not null && _spec.SecurityGroupIds.Count == 0)
        {
            group = SecurityGroupSteps.Group(
                _session.Ec2,
                calls,
                _spec.Name,
                ResolverSteps.SecurityGroup,
                $"PrivateApi resolver {_spec.Name}",
                _run,
                _spec.Tags,
                () => vpcId,
                within: null,
                "DNS of the Resolver endpoint"
            );
            steps.Add(group);
            if (!_spec.IsOutbound)
            {
                steps.Add(SecurityGroupSteps.DnsRule(_session.Ec2, calls, group, _spec.SourceCidrs));
            }
        }

        PlanStep endpoint = Endpoint(placement, group);
        steps.Add(endpoint);

        // A rule needs an endpoint that works.
        if (_spec.Wait || _spec.IsOutbound)
        {
            steps.Add(Operational(endpoint));
        }

        if (_spec.IsOutbound)
        {
            steps.AddRange(new RuleSteps(_session, _spec, _reads, _wait, _deletion, _run).Of(endpoint, vpcId));
        }

        return steps;
    }

    private PlanStep Endpoint(ResolverPlacement? placement, PlanStep? group) =>
        new()
        {
            Name = ResolverSteps.Endpoint,
            Run = _run,
            Description = placement is null
                ? "Keep the Resolver endpoint"
                : $"Create the {_spec.Direction.ToLowerInvariant()} Resolver endpoint in {string.Join(", ", placement.SubnetIds)}",
            Find = async stop => (await ExistingAsync(stop))?.Id,
            FindAll = async stop => Candidates(await OfNameAsync(stop)),
            Hold = _ => _timing.SettleTime,
            Create = async stop =>
                placement is null
                    ? throw Resolvers.NotFound(_spec.Name, $"{What} existed a moment ago, and is gone. Run the command again.")
                    : (await _session.Resolver.CreateResolverEndpointAsync(Request(placement, group), stop)).ResolverEndpoint.Id,
            Undo = (id, _, stop) => _deletion.DeleteEndpointAsync(id, stop),
            RemovalCommand = ResolverRemoval.Command,
        };

    private CreateResolverEndpointRequest Request(ResolverPlacement placement, PlanStep? group) =>
        new()
        {
            CreatorRequestId = _run.Token(ResolverSteps.Endpoint),
            Name = FriendlyName.Of(_spec.Name),
            SecurityGroupIds = group is null ? [.. _spec.SecurityGroupIds] : [group.RequiredId],
            Direction = _spec.Direction,
            IpAddresses = [.. placement.SubnetIds.Select(id => new IpAddressRequest { SubnetId = id })],
            Tags = ResolverTags.AtBirth(_spec.Name, ResolverSteps.Endpoint, _run, _spec.Tags),
        };

    private PlanStep Operational(PlanStep endpoint) =>
        new()
        {
            Name = "resolver-operational",
            Description = "Wait until it is operational",
            Within = endpoint,
            Find = async stop => await _reads.FindAsync(endpoint.RequiredId, stop) is { Status: "OPERATIONAL" } found ? found.Id : null,
            Create = async stop =>
            {
                await _wait.UntilOperationalAsync(endpoint.RequiredId, stop);
                return endpoint.RequiredId;
            },
        };

    private async Task<IReadOnlyList<TaggedEndpoint>> OfNameAsync(CancellationToken stop) =>
        [.. (await _reads.OfNameAsync(_spec.Name, stop)).Where(item => !item.IsLeaving)];

    private static PlanCandidate[] Candidates(IReadOnlyList<TaggedEndpoint> found) => [.. found.Select(item => item.Candidate)];

    private async Task<ResolverEndpoint?> ExistingAsync(CancellationToken stop)
    {
        IReadOnlyList<TaggedEndpoint> found = await OfNameAsync(stop);
        PlanCandidate[] all = Candidates(found);
        if (PlanCandidate.AreAmbiguous(all))
        {
            throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"More than one resolver is called '{_spec.Name}': {string.Join(", ", all.Select(item => item.Id))}. "
                    + "Remove one with Remove-PrivateApiResolver -ResolverEndpointId.",
                _spec.Name
            );
        }

        // Two runs may have created one each just now; one of them is about to give way.
        if (found.FirstOrDefault(item => item.Endpoint.Id == PlanCandidate.Preferred(all)?.Id) is not { } existing)
        {
            return null;
        }

        await RequireSameAsync(existing, stop);
        return existing.Endpoint;
    }

    private async Task RequireSameAsync(TaggedEndpoint existing, CancellationToken stop)
    {
        ResolverEndpoint endpoint = existing.Endpoint;
        ParameterMismatch.Require(What, endpoint.Id, "Direction", endpoint.Direction, _spec.Direction);
        List<IpAddressResponse> addresses = await _reads.AddressesAsync(endpoint.Id, stop);
        ParameterMismatch.Require(What, endpoint.Id, "SubnetId", addresses.Select(item => item.SubnetId ?? string.Empty), _spec.SubnetIds);
        if (_spec.SecurityGroupIds.Count > 0)
        {
            ParameterMismatch.Require(What, endpoint.Id, "SecurityGroupId", endpoint.SecurityGroupIds, _spec.SecurityGroupIds);
        }

        if (_spec.SourceCidrs.Count > 0)
        {
            List<SecurityGroup> own = await _reads.GroupsAsync(_spec.Name, endpoint.HostVPCId, stop);
            ParameterMismatch.Require(
                What,
                endpoint.Id,
                "SourceCidr",
                own.Where(group => endpoint.SecurityGroupIds.Contains(group.GroupId)).SelectMany(SecurityGroupSteps.DnsRanges).Distinct(),
                _spec.SourceCidrs
            );
        }

        ResourceTags.RequireSame(What, endpoint.Id, existing.Tags, _spec.Tags);
    }
}
