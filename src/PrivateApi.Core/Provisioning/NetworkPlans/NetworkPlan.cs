using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>Lays out the steps of a network in the order in which they are carried out.</summary>
internal sealed class NetworkPlan
{
    private readonly AwsSession _session;
    private readonly NetworkSpec _spec;
    private readonly AddressPlan _addresses;
    private readonly IReadOnlyList<string> _zones;
    private readonly PlanTiming _timing;
    private readonly NetworkBuild _build;

    private NetworkPlan(AwsSession session, NetworkSpec spec, AddressPlan addresses, IReadOnlyList<string> zones)
    {
        _session = session;
        _spec = spec;
        _addresses = addresses;
        _zones = zones;
        _timing = PlanTiming.For(session);
        Ec2Calls calls = new(_timing);
        RunMark run = RunMark.New();
        PlanStep vpc = new VpcStep(session.Ec2, calls, spec, addresses.Vpc, run, _timing.SettleTime).Vpc();
        _build = new NetworkBuild(session.Ec2, calls, spec, run, vpc, _timing);
    }

    /// <summary>Checks the request, looks at what exists and lays out the rest. Changes nothing.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>InvalidName</c>, <c>ReservedTag</c>, <c>InvalidCidrBlock</c>, <c>ServiceNotFound</c>, <c>ZoneNotSupported</c>,
    /// <c>AmbiguousName</c>, <c>ParameterMismatch</c>.
    /// </exception>
    public static async Task<Plan> MakeAsync(
        AwsSession session,
        NetworkSpec spec,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ResourceTags.Check(spec.Name, spec.Tag);
        AddressPlan addresses = AddressPlan.Divide(spec.CidrBlock);
        IReadOnlyList<string> zones = await NetworkZones.ChooseAsync(session, stop);
        Plan plan = new NetworkPlan(session, spec, addresses, zones).Make();
        await plan.SurveyAsync(stop);
        if (plan.Steps[0].State == PlanStepState.Absent)
        {
            await NoteOverlapAsync(session, addresses, progress, stop);
        }

        return plan;
    }

    /// <summary>AWS allows overlapping ranges; only peering and shared routing between the two would not work.</summary>
    private static async Task NoteOverlapAsync(
        AwsSession session,
        AddressPlan addresses,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        await foreach (Vpc other in session.Ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Vpcs.WithCancellation(stop))
        {
            if (AddressRanges.TryParse(other.CidrBlock, out IPNetwork range) && range.Overlaps(addresses.Vpc))
            {
                progress.Report(
                    ProgressEvent.Verbose($"{addresses.Vpc} overlaps {other.VpcId} ({other.CidrBlock}): the two could not be peered.")
                );
            }
        }
    }

    private Plan Make()
    {
        PlanStep? ipv6 = _spec.HasIpv6 ? Ipv6Range.Step(_build) : null;
        SubnetSteps subnets = new(_build, _zones, ipv6);
        GatewaySteps gateways = new(_build);
        RouteSteps routes = new(_build);
        PlanStep[] privateSubnets =
        [
            .. _addresses.Private.Select((range, i) => subnets.Subnet(NetworkSteps.PrivateSubnet, "private", i, range, i)),
        ];
        PlanStep[] publicSubnets =
        [
            .. _addresses.Public.Select(
                (range, i) => subnets.Subnet(NetworkSteps.PublicSubnet, "public", i, range, _addresses.Private.Count + i)
            ),
        ];
        PlanStep gateway = gateways.InternetGateway();
        PlanStep privateRoutes = routes.RouteTable(NetworkSteps.PrivateRoutes, "private");
        PlanStep publicRoutes = routes.RouteTable(NetworkSteps.PublicRoutes, "public");

        // The subnets come first: a VPC that has one is in use, and no run deletes it or prefers another.
        List<PlanStep> steps = [_build.Vpc, .. ipv6 is null ? [] : (PlanStep[])[ipv6], .. privateSubnets, .. publicSubnets];
        steps.AddRange([
            Attribute("dns-support", "Turn DNS resolution on", VpcAttributeName.EnableDnsSupport),
            Attribute("dns-hostnames", "Turn DNS host names on", VpcAttributeName.EnableDnsHostnames),
        ]);
        steps.AddRange([
            gateway,
            gateways.Attachment(gateway),
            privateRoutes,
            .. privateSubnets.Select(subnet => routes.Association(privateRoutes, subnet)),
        ]);
        steps.AddRange([
            publicRoutes,
            routes.DefaultRoute(publicRoutes, gateway),
            .. ipv6 is null ? [] : (PlanStep[])[routes.DefaultRoute(publicRoutes, gateway, isIpv6: true)],
            .. publicSubnets.Select(subnet => routes.Association(publicRoutes, subnet)),
        ]);

        PlanStep group = SecurityGroupSteps.Group(
            _build.Ec2,
            _build.Calls,
            _spec.Name,
            NetworkSteps.SecurityGroup,
            NetworkSteps.SecurityGroupName,
            _build.Run,
            _spec.Tag,
            () => _build.Vpc.RequiredId,
            _build.Vpc
        );
        steps.AddRange([group, SecurityGroupSteps.HttpsRule(_build.Ec2, _build.Calls, group, [_addresses.Vpc.ToString()])]);
        if (ipv6 is not null)
        {
            steps.Add(SecurityGroupSteps.HttpsRule(_build.Ec2, _build.Calls, group, ipv6));
        }

        return new Plan($"Create network {_spec.Name} in {_session.Region}", _spec.Name, steps, _timing);
    }

    private PlanStep Attribute(string name, string description, VpcAttributeName attribute) =>
        new()
        {
            Name = name,
            Description = description,
            Within = _build.Vpc,
            Find = async stop =>
                await _build.Calls.OnNewAsync(token => VpcDns.IsOnAsync(_build.Ec2, _build.Vpc.RequiredId, attribute, token), stop)
                    ? attribute.Value
                    : null,
            Create = async stop =>
            {
                // ModifyVpcAttribute takes one attribute per call.
                await _build.Calls.OnNewAsync(token => VpcDns.SwitchOnAsync(_build.Ec2, _build.Vpc.RequiredId, attribute, token), stop);
                return attribute.Value;
            },
        };
}
