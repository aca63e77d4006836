// Over 250 lines: the whole network as one list of steps, read from top to bottom.
using System.Globalization;
using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>
/// Lays out the steps of a network. Longer than usual because the steps are best read together, in the order in
/// which they are carried out.
/// </summary>
internal sealed class NetworkPlan
{
    private readonly AwsSession _session;
    private readonly NetworkSpec _spec;
    private readonly AddressPlan _addresses;
    private readonly IReadOnlyList<string> _zones;
    private readonly PlanTiming _timing;
    private readonly Ec2Calls _calls;
    private readonly PlanStep _vpc;
    private readonly RunMark _run = RunMark.New();

    private NetworkPlan(AwsSession session, NetworkSpec spec, AddressPlan addresses, IReadOnlyList<string> zones)
    {
        _session = session;
        _spec = spec;
        _addresses = addresses;
        _zones = zones;
        _timing = PlanTiming.For(session);
        _calls = new Ec2Calls(_timing);
        _vpc = Vpc();
    }

    private IAmazonEC2 Ec2 => _session.Ec2;

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
            if (
                IPNetwork.TryParse(other.CidrBlock, out IPNetwork range)
                && (range.Contains(addresses.Vpc.BaseAddress) || addresses.Vpc.Contains(range.BaseAddress))
            )
            {
                progress.Report(
                    ProgressEvent.Verbose($"{addresses.Vpc} overlaps {other.VpcId} ({other.CidrBlock}): the two could not be peered.")
                );
            }
        }
    }

    private Plan Make()
    {
        PlanStep[] privateSubnets = [.. _addresses.Private.Select((range, i) => Subnet(NetworkSteps.PrivateSubnet, "private", i, range))];
        PlanStep[] publicSubnets = [.. _addresses.Public.Select((range, i) => Subnet(NetworkSteps.PublicSubnet, "public", i, range))];
        PlanStep gateway = InternetGateway();
        PlanStep privateRoutes = RouteTable(NetworkSteps.PrivateRoutes, "private");
        PlanStep publicRoutes = RouteTable(NetworkSteps.PublicRoutes, "public");

        // The subnets come first: a VPC that has one is in use, and no run deletes it or prefers another.
        List<PlanStep> steps = [_vpc, .. privateSubnets, .. publicSubnets];
        steps.AddRange([
            Attribute("dns-support", "Turn DNS resolution on", VpcAttributeName.EnableDnsSupport),
            Attribute("dns-hostnames", "Turn DNS host names on", VpcAttributeName.EnableDnsHostnames),
        ]);
        steps.AddRange([
            gateway,
            Attachment(gateway),
            privateRoutes,
            .. privateSubnets.Select(subnet => Association(privateRoutes, subnet)),
        ]);
        steps.AddRange([
            publicRoutes,
            DefaultRoute(publicRoutes, gateway),
            .. publicSubnets.Select(subnet => Association(publicRoutes, subnet)),
        ]);

        PlanStep group = SecurityGroupSteps.Group(
            Ec2,
            _calls,
            _spec.Name,
            NetworkSteps.SecurityGroup,
            NetworkSteps.SecurityGroupName,
            _run,
            _spec.Tag,
            () => _vpc.RequiredId,
            _vpc
        );
        steps.AddRange([group, SecurityGroupSteps.HttpsRule(Ec2, _calls, group, [_addresses.Vpc.ToString()])]);
        return new Plan($"Create network {_spec.Name} in {_session.Region}", _spec.Name, steps, _timing);
    }

    private PlanStep Vpc() =>
        new()
        {
            Name = NetworkSteps.Vpc,
            Run = _run,
            Description = $"Create the VPC {_addresses.Vpc}",
            Find = FindVpcAsync,
            FindAll = async stop => await CandidatesAsync(await VpcsAsync(stop), stop),
            Hold = _ => _timing.SettleTime,
            Create = async stop =>
                (
                    await Ec2.CreateVpcAsync(
                        new CreateVpcRequest(_addresses.Vpc.ToString()) { TagSpecifications = Tags(ResourceType.Vpc, NetworkSteps.Vpc) },
                        stop
                    )
                )
                    .Vpc
                    .VpcId,
            Discard = (id, stop) => _calls.DiscardAsync(token => Ec2.DeleteVpcAsync(new DeleteVpcRequest(id), token), stop),
            Undo = (id, progress, stop) =>
                _calls.TakeBackAsync(id, token => Ec2.DeleteVpcAsync(new DeleteVpcRequest(id), token), progress, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-PrivateApiNetwork").With("VpcId", id),
        };

    private async Task<string?> FindVpcAsync(CancellationToken stop)
    {
        List<Vpc> found = await VpcsAsync(stop);
        IReadOnlyList<PlanCandidate> all = await CandidatesAsync(found, stop);
        if (PlanCandidate.AreAmbiguous(all))
        {
            throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"More than one network is called '{_spec.Name}': "
                    + $"{string.Join(", ", found.Select(vpc => vpc.VpcId))}. Remove one with Remove-PrivateApiNetwork -VpcId.",
                _spec.Name
            );
        }

        // Two runs may have created one each just now; one of them is about to give way.
        if (found.Find(item => item.VpcId == PlanCandidate.Preferred(all)?.Id) is not { } vpc)
        {
            return null;
        }

        string what = $"Network '{_spec.Name}'";
        ParameterMismatch.Require(what, vpc.VpcId, "CIDR block", vpc.CidrBlock, _addresses.Vpc.ToString());
        ResourceTags.RequireSame(what, vpc.VpcId, Ec2Tags.Read(vpc.Tags), _spec.Tag);
        return vpc.VpcId;
    }

    private Task<List<Vpc>> VpcsAsync(CancellationToken stop) =>
        Ec2
            .Paginators.DescribeVpcs(new DescribeVpcsRequest { Filters = Ec2Tags.OfStep(_spec.Name, NetworkSteps.Vpc) })
            .Vpcs.ToListAsync(stop);

    private async Task<IReadOnlyList<PlanCandidate>> CandidatesAsync(List<Vpc> found, CancellationToken stop)
    {
        if (found.Count == 0)
        {
            return [];
        }

        DescribeSubnetsRequest request = new() { Filters = [Ec2Tags.Filter("vpc-id", found.Select(vpc => vpc.VpcId))] };
        HashSet<string> used =
        [
            .. (await Ec2.Paginators.DescribeSubnets(request).Subnets.ToListAsync(stop)).Select(subnet => subnet.VpcId),
        ];
        return [.. found.Select(vpc => Ec2Tags.Candidate(vpc.VpcId, vpc.Tags, isInUse: used.Contains(vpc.VpcId)))];
    }

    private PlanStep Attribute(string name, string description, VpcAttributeName attribute) =>
        new()
        {
            Name = name,
            Description = description,
            Within = _vpc,
            Find = async stop =>
                await _calls.OnNewAsync(token => VpcDns.IsOnAsync(Ec2, _vpc.RequiredId, attribute, token), stop) ? attribute.Value : null,
            Create = async stop =>
            {
                // ModifyVpcAttribute takes one attribute per call.
                await _calls.OnNewAsync(token => VpcDns.SwitchOnAsync(Ec2, _vpc.RequiredId, attribute, token), stop);
                return attribute.Value;
            },
        };

    private PlanStep InternetGateway() =>
        new()
        {
            Name = NetworkSteps.InternetGateway,
            Run = _run,
            Description = "Create the internet gateway (for the public subnets only)",
            Find = async stop => PlanCandidate.Preferred(await GatewaysAsync(stop))?.Id,
            FindAll = GatewaysAsync,
            Create = async stop =>
                (
                    await Ec2.CreateInternetGatewayAsync(
                        new CreateInternetGatewayRequest
                        {
                            TagSpecifications = Tags(ResourceType.InternetGateway, NetworkSteps.InternetGateway),
                        },
                        stop
                    )
                )
                    .InternetGateway
                    .InternetGatewayId,
            Discard = (id, stop) => _calls.DiscardAsync(token => DeleteGatewayAsync(id, token), stop),
            Undo = (id, progress, stop) => _calls.TakeBackAsync(id, token => DeleteGatewayAsync(id, token), progress, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-EC2InternetGateway").With("InternetGatewayId", id),
        };

    private Task<DeleteInternetGatewayResponse> DeleteGatewayAsync(string id, CancellationToken stop) =>
        Ec2.DeleteInternetGatewayAsync(new DeleteInternetGatewayRequest { InternetGatewayId = id }, stop);

    private async Task<IReadOnlyList<PlanCandidate>> GatewaysAsync(CancellationToken stop) =>
        [
            .. (
                await Ec2
                    .Paginators.DescribeInternetGateways(
                        new DescribeInternetGatewaysRequest { Filters = Ec2Tags.OfStep(_spec.Name, NetworkSteps.InternetGateway) }
                    )
                    .InternetGateways.ToListAsync(stop)
            )
                .Where(IsFreeOrOurs)
                .Select(gateway =>
                    Ec2Tags.Candidate(gateway.InternetGatewayId, gateway.Tags, isInUse: gateway.Attachments is { Count: > 0 })
                ),
        ];

    /// <summary>
    /// A gateway is found before it is known whether the VPC exists; one that is attached to another VPC is not ours to use.
    /// </summary>
    private bool IsFreeOrOurs(InternetGateway gateway) =>
        gateway.Attachments is not { Count: > 0 } attachments || attachments.Exists(attachment => attachment.VpcId == _vpc.Id);

    private PlanStep Attachment(PlanStep gateway) =>
        new()
        {
            Name = "internet-gateway-attachment",
            Description = "Attach the internet gateway to the VPC",
            Within = gateway,
            Find = stop => FindAttachmentAsync(gateway, stop),
            FindOwn = stop => OfOwnAsync(gateway, _vpc, token => FindAttachmentAsync(gateway, token), stop),
            Create = async stop =>
            {
                await _calls.OnNewAsync(
                    token =>
                        Ec2.AttachInternetGatewayAsync(
                            new AttachInternetGatewayRequest { InternetGatewayId = gateway.RequiredId, VpcId = _vpc.RequiredId },
                            token
                        ),
                    stop
                );
                return _vpc.RequiredId;
            },
            Undo = (id, progress, stop) =>
                _calls.TakeBackAsync(
                    gateway.RequiredId,
                    token =>
                        Ec2.DetachInternetGatewayAsync(
                            new DetachInternetGatewayRequest { InternetGatewayId = gateway.RequiredId, VpcId = id },
                            token
                        ),
                    progress,
                    stop
                ),
            RemovalCommand = id =>
                CommandLine
                    .ForCmdlet("Dismount-EC2InternetGateway")
                    .With("InternetGatewayId", gateway.Id ?? CommandValue.Placeholder("the gateway"))
                    .With("VpcId", id),
        };

    private async Task<string?> FindAttachmentAsync(PlanStep gateway, CancellationToken stop) =>
        (
            await _calls.OnNewAsync(
                token =>
                    Ec2.DescribeInternetGatewaysAsync(
                        new DescribeInternetGatewaysRequest { InternetGatewayIds = [gateway.RequiredId] },
                        token
                    ),
                stop
            )
        )
            .InternetGateways?.FirstOrDefault()
            ?.Attachments
            is { } attachments
        && attachments.Exists(attachment => attachment.VpcId == _vpc.Id)
            ? _vpc.Id
            : null;

    /// <summary>A link carries no tag. One between two things that this run made goes when they go, and is this run's.</summary>
    private static async Task<string?> OfOwnAsync(
        PlanStep one,
        PlanStep other,
        Func<CancellationToken, Task<string?>> find,
        CancellationToken stop
    ) => one.State == PlanStepState.Created && other.State == PlanStepState.Created ? await find(stop) : null;

    private PlanStep Subnet(string stepPrefix, string kind, int index, IPNetwork range)
    {
        string name = stepPrefix + (index + 1).ToString(CultureInfo.InvariantCulture);
        return new PlanStep
        {
            Name = name,
            Run = _run,
            Description = $"Create the {kind} subnet {range} in {_zones[index]}",
            Within = _vpc,
            Find = async stop =>
            {
                Subnet? found = (await SubnetsAsync(name, stop)).FirstOrDefault();
                if (found is not null)
                {
                    ParameterMismatch.Require(
                        $"Subnet '{name}' of network '{_spec.Name}'",
                        found.SubnetId,
                        "CIDR block",
                        found.CidrBlock,
                        range.ToString()
                    );
                }

                return found?.SubnetId;
            },
            FindOwn = async stop => (await SubnetsAsync(name, stop)).Find(subnet => _run.IsOn(Ec2Tags.Read(subnet.Tags)))?.SubnetId,
            Create = async stop =>
                (
                    await _calls.OnNewAsync(
                        token =>
                            Ec2.CreateSubnetAsync(
                                new CreateSubnetRequest(_vpc.RequiredId, range.ToString())
                                {
                                    AvailabilityZone = _zones[index],
                                    TagSpecifications = Tags(ResourceType.Subnet, name),
                                },
                                token
                            ),
                        stop
                    )
                )
                    .Subnet
                    .SubnetId,
            Undo = (id, progress, stop) =>
                _calls.TakeBackAsync(id, token => Ec2.DeleteSubnetAsync(new DeleteSubnetRequest(id), token), progress, stop),
            RemovalCommand = RemoveNetwork,
        };
    }

    private Task<List<Subnet>> SubnetsAsync(string name, CancellationToken stop) =>
        Ec2
            .Paginators.DescribeSubnets(
                new DescribeSubnetsRequest { Filters = [.. Ec2Tags.OfStep(_spec.Name, name), Ec2Tags.Filter("vpc-id", _vpc.RequiredId)] }
            )
            .Subnets.ToListAsync(stop);

    private PlanStep RouteTable(string name, string kind)
    {
        return new PlanStep
        {
            Name = name,
            Run = _run,
            Description = $"Create the route table of the {kind} subnets",
            Within = _vpc,
            Find = async stop => PlanCandidate.Preferred(await RouteTablesAsync(name, stop))?.Id,
            FindAll = stop => RouteTablesAsync(name, stop),
            Create = async stop => (
                    await _calls.OnNewAsync(
                        cancel =>
                            Ec2.CreateRouteTableAsync(
                                new CreateRouteTableRequest
                                {
                                    VpcId = _vpc.RequiredId,
                                    ClientToken = _run.Token(name),
                                    TagSpecifications = Tags(ResourceType.RouteTable, name),
                                },
                                cancel
                            ),
                        stop
                    )
                ).RouteTable.RouteTableId,
            Discard = (id, stop) =>
                _calls.DiscardAsync(cancel => Ec2.DeleteRouteTableAsync(new DeleteRouteTableRequest { RouteTableId = id }, cancel), stop),
            Undo = (id, progress, stop) =>
                _calls.TakeBackAsync(
                    id,
                    cancel => Ec2.DeleteRouteTableAsync(new DeleteRouteTableRequest { RouteTableId = id }, cancel),
                    progress,
                    stop
                ),
            RemovalCommand = RemoveNetwork,
        };
    }

    private async Task<IReadOnlyList<PlanCandidate>> RouteTablesAsync(string name, CancellationToken stop) =>
        [
            .. (
                await Ec2
                    .Paginators.DescribeRouteTables(
                        new DescribeRouteTablesRequest
                        {
                            Filters = [.. Ec2Tags.OfStep(_spec.Name, name), Ec2Tags.Filter("vpc-id", _vpc.RequiredId)],
                        }
                    )
                    .RouteTables.ToListAsync(stop)
            ).Select(table => Ec2Tags.Candidate(table.RouteTableId, table.Tags, isInUse: table.Associations is { Count: > 0 })),
        ];

    private PlanStep DefaultRoute(PlanStep table, PlanStep gateway) =>
        new()
        {
            Name = "public-default-route",
            Description = "Route the public subnets to the internet gateway",
            Within = table,
            Find = stop => FindRouteAsync(table, stop),
            FindOwn = stop => OfOwnAsync(table, gateway, token => FindRouteAsync(table, token), stop),
            Create = async stop =>
            {
                await _calls.OnNewAsync(
                    token =>
                        Ec2.CreateRouteAsync(
                            new CreateRouteRequest
                            {
                                RouteTableId = table.RequiredId,
                                DestinationCidrBlock = "0.0.0.0/0",
                                GatewayId = gateway.RequiredId,
                            },
                            token
                        ),
                    stop
                );
                return table.RequiredId;
            },
            Undo = (id, progress, stop) =>
                _calls.TakeBackAsync(
                    id,
                    token => Ec2.DeleteRouteAsync(new DeleteRouteRequest { RouteTableId = id, DestinationCidrBlock = "0.0.0.0/0" }, token),
                    progress,
                    stop
                ),
            RemovalCommand = RemoveNetwork,
        };

    private async Task<string?> FindRouteAsync(PlanStep table, CancellationToken stop) =>
        (await ReadTableAsync(table, stop)).Routes?.Exists(route => route.DestinationCidrBlock == "0.0.0.0/0") == true ? table.Id : null;

    private PlanStep Association(PlanStep table, PlanStep subnet) =>
        new()
        {
            Name = table.Name + "-of-" + subnet.Name,
            Description = $"Associate {subnet.Name} with its route table",
            Within = table,
            Find = stop => FindAssociationAsync(table, subnet, stop),
            FindOwn = stop => OfOwnAsync(table, subnet, token => FindAssociationAsync(table, subnet, token), stop),
            Create = async stop =>
                (
                    await _calls.OnNewAsync(
                        token =>
                            Ec2.AssociateRouteTableAsync(
                                new AssociateRouteTableRequest { RouteTableId = table.RequiredId, SubnetId = subnet.RequiredId },
                                token
                            ),
                        stop
                    )
                ).AssociationId,
            Undo = (id, progress, stop) =>
                _calls.TakeBackAsync(
                    id,
                    token => Ec2.DisassociateRouteTableAsync(new DisassociateRouteTableRequest { AssociationId = id }, token),
                    progress,
                    stop
                ),
            RemovalCommand = RemoveNetwork,
        };

    private async Task<string?> FindAssociationAsync(PlanStep table, PlanStep subnet, CancellationToken stop) =>
        subnet.Id is null
            ? null
            : (await ReadTableAsync(table, stop))
                .Associations?.Find(association => association.SubnetId == subnet.Id)
                ?.RouteTableAssociationId;

    private async Task<RouteTable> ReadTableAsync(PlanStep table, CancellationToken stop) =>
        (
            await _calls.OnNewAsync(
                token => Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest { RouteTableIds = [table.RequiredId] }, token),
                stop
            )
        ).RouteTables[0];

    private List<TagSpecification> Tags(ResourceType type, string step) => Ec2Tags.AtBirth(type, _spec.Name, step, _run, _spec.Tag);

    private CommandLine RemoveNetwork(string id) => CommandLine.ForCmdlet("Remove-PrivateApiNetwork").With("VpcId", _vpc.Id ?? id);
}
