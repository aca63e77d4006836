using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Lays out the steps of an endpoint: a security group of its own if none is given, the endpoint, and the wait.</summary>
internal sealed class EndpointPlan
{
    private readonly AwsSession _session;
    private readonly EndpointSpec _spec;
    private readonly Ec2Calls _calls;
    private readonly PlanTiming _timing;
    private readonly IProgress<ProgressEvent> _progress;
    private readonly RunMark _run = RunMark.New();

    private EndpointPlan(AwsSession session, EndpointSpec spec, IProgress<ProgressEvent> progress)
    {
        _session = session;
        _spec = spec;
        _progress = progress;
        _timing = PlanTiming.For(session);
        _calls = new Ec2Calls(_timing);
    }

    private IAmazonEC2 Ec2 => _session.Ec2;

    private string What => $"Endpoint '{_spec.Name}'";

    /// <summary>Looks at what exists, checks what is to be created, and lays out the steps. Changes nothing.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>InvalidName</c>, <c>ReservedTag</c>, <c>InvalidPolicy</c>, <c>AmbiguousName</c>, <c>ParameterMismatch</c>, and those of
    /// <see cref="EndpointChecks"/>.
    /// </exception>
    public static async Task<Plan> MakeAsync(
        AwsSession session,
        EndpointSpec spec,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ResourceTags.Check(spec.Name, spec.Tags);
        EndpointSpec compact = spec.Policy is null ? spec : spec with { Policy = EndpointPolicy.Compact(spec.Policy) };
        EndpointPlan work = new(session, compact, progress);

        // What exists was checked when it was created; checking it again would find it in conflict with itself.
        EndpointPlacement? placement = await work.FindAsync(stop) is null
            ? await new EndpointChecks(session).PlaceAsync(compact, progress, stop)
            : null;
        Plan plan = new($"Create endpoint {spec.Name} in {spec.VpcId}", spec.Name, work.Steps(placement), work._timing)
        {
            Renew = token => MakeAsync(session, spec, progress, token),
        };
        await plan.SurveyAsync(stop);
        return plan;
    }

    private List<PlanStep> Steps(EndpointPlacement? placement)
    {
        PlanStep? group = null;
        List<PlanStep> steps = [];
        if (placement is not null && _spec.SecurityGroupIds.Count == 0)
        {
            group = SecurityGroupSteps.Group(
                Ec2,
                _calls,
                _spec.Name,
                EndpointSteps.SecurityGroup,
                $"PrivateApi endpoint {_spec.Name}",
                _run,
                _spec.Tags,
                () => _spec.VpcId,
                within: null
            );
            steps.AddRange([group, SecurityGroupSteps.HttpsRule(Ec2, _calls, group, placement.VpcRanges)]);
        }

        PlanStep endpoint = Endpoint(placement, group);
        steps.Add(endpoint);
        if (_spec.Wait)
        {
            steps.Add(Available(endpoint));
        }

        return steps;
    }

    private PlanStep Endpoint(EndpointPlacement? placement, PlanStep? group)
    {
        return new PlanStep
        {
            Name = EndpointSteps.Endpoint,
            Run = _run,
            Description = placement is null
                ? "Keep the endpoint"
                : $"Create the interface endpoint for {placement.ServiceName} in {string.Join(", ", placement.SubnetIds)}, "
                    + $"private DNS {(_spec.PrivateDnsEnabled ? "on" : "off")}",
            Find = FindAsync,
            FindAll = async stop => Candidates(await ListAsync(stop)),

            // "You cannot have two with private DNS for one service in a VPC": AWS refuses the second.
            Hold = _spec.PrivateDnsEnabled ? null : _ => _timing.SettleTime,
            Create = async stop =>
                placement is null
                    ? throw Endpoints.NotFound(_spec.Name, $"{What} existed a moment ago, and is gone. Run the command again.")
                    : (await _calls.OnNewAsync(cancel => Ec2.CreateVpcEndpointAsync(Request(placement, group), cancel), stop))
                        .VpcEndpoint
                        .VpcEndpointId,
            Undo = async (id, progress, stop) =>
            {
                IReadOnlyList<string> interfaces = await EndpointDeletion.DeleteAsync(Ec2, _calls, id, stop);
                await EndpointWait.UntilGoneAsync(Ec2, id, interfaces, EndpointWait.DefaultLimit, progress, stop);
            },
            RemovalCommand = EndpointRemoval.Command,
        };
    }

    private CreateVpcEndpointRequest Request(EndpointPlacement placement, PlanStep? group) =>
        new()
        {
            VpcEndpointType = VpcEndpointType.Interface,
            VpcId = _spec.VpcId,
            ServiceName = placement.ServiceName,
            SubnetIds = [.. placement.SubnetIds],
            SecurityGroupIds = group is null ? [.. _spec.SecurityGroupIds] : [group.RequiredId],
            PrivateDnsEnabled = _spec.PrivateDnsEnabled,
            PolicyDocument = _spec.Policy,
            IpAddressType = _spec.IpAddressType is { } type ? IpAddressType.FindValue(type) : null,
            ClientToken = _run.Token(EndpointSteps.Endpoint),
            TagSpecifications = Ec2Tags.AtBirth(ResourceType.VpcEndpoint, _spec.Name, EndpointSteps.Endpoint, _run, _spec.Tags),
        };

    private PlanStep Available(PlanStep endpoint) =>
        new()
        {
            Name = "endpoint-available",
            Description = "Wait until it is available",
            Within = endpoint,
            Find = async stop =>
            {
                VpcEndpoint? found = await EndpointsById.FindAsync(Ec2, endpoint.RequiredId, stop);
                return found is not null && EndpointStates.IsComplete(found) ? found.VpcEndpointId : null;
            },
            Create = async stop =>
                (await EndpointWait.UntilCompleteAsync(Ec2, _calls, endpoint.RequiredId, _spec.TimeOut, _progress, stop)).VpcEndpointId,
        };

    private async Task<string?> FindAsync(CancellationToken stop)
    {
        List<VpcEndpoint> found = await ListAsync(stop);
        IReadOnlyList<PlanCandidate> all = Candidates(found);
        if (PlanCandidate.AreAmbiguous(all))
        {
            throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"More than one endpoint is called '{_spec.Name}': "
                    + $"{string.Join(", ", found.Select(endpoint => endpoint.VpcEndpointId))}. "
                    + "Remove one with Remove-PrivateApiEndpoint -VpcEndpointId.",
                _spec.Name
            );
        }

        // Two runs may have created one each just now; one of them is about to give way.
        if (found.Find(endpoint => endpoint.VpcEndpointId == PlanCandidate.Preferred(all)?.Id) is not { } existing)
        {
            return null;
        }

        RequireSame(existing);
        return existing.VpcEndpointId;
    }

    private async Task<List<VpcEndpoint>> ListAsync(CancellationToken stop)
    {
        DescribeVpcEndpointsRequest request = new() { Filters = Ec2Tags.OfStep(_spec.Name, EndpointSteps.Endpoint) };
        return (await Ec2.Paginators.DescribeVpcEndpoints(request).VpcEndpoints.ToListAsync(stop)).FindAll(endpoint =>
            !EndpointStates.IsLeaving(endpoint)
        );
    }

    private static PlanCandidate[] Candidates(List<VpcEndpoint> found) =>
        [.. found.Select(endpoint => Ec2Tags.Candidate(endpoint.VpcEndpointId, endpoint.Tags, created: endpoint.CreationTimestamp))];

    private void RequireSame(VpcEndpoint existing)
    {
        string id = existing.VpcEndpointId;
        ParameterMismatch.Require(What, id, "VpcId", existing.VpcId, _spec.VpcId);
        ParameterMismatch.Require(
            What,
            id,
            "PrivateDnsEnabled",
            existing.PrivateDnsEnabled == true ? "true" : "false",
            _spec.PrivateDnsEnabled ? "true" : "false"
        );

        // A parameter that is left out leaves the choice to us, and what was chosen then stays.
        if (_spec.SubnetIds.Count > 0)
        {
            ParameterMismatch.Require(What, id, "SubnetId", existing.SubnetIds ?? [], _spec.SubnetIds.Distinct());
        }

        if (_spec.SecurityGroupIds.Count > 0)
        {
            ParameterMismatch.Require(
                What,
                id,
                "SecurityGroupId",
                (existing.Groups ?? []).Select(group => group.GroupId),
                _spec.SecurityGroupIds.Distinct()
            );
        }

        if (_spec.IpAddressType is { } type)
        {
            ParameterMismatch.Require(What, id, "IpAddressType", existing.IpAddressType?.Value ?? "ipv4", type);
        }

        if (_spec.Policy is { } policy && !EndpointPolicy.AreSame(existing.PolicyDocument, policy))
        {
            ParameterMismatch.Require(What, id, "Policy", existing.PolicyDocument, policy);
        }

        ResourceTags.RequireSame(What, id, Ec2Tags.Read(existing.Tags), _spec.Tags);
    }
}
