using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The lab's EC2 resources as facts.</summary>
internal static class NetworkFacts
{
    public static VpcFact Vpc(Ec2State state, LabVpc vpc) =>
        new()
        {
            Id = vpc.Id,
            CidrBlocks = [.. vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).Select(block => block.Cidr.ToString()!)],
            EnableDnsSupport = vpc.EnableDnsSupport,
            EnableDnsHostnames = vpc.EnableDnsHostnames,
            DnsServers =
            [
                .. (state.DhcpOptions.GetValueOrDefault(vpc.DhcpOptionsId)?.DomainNameServers ?? []).Where(server =>
                    !AmazonDns.Is(server, vpc.CidrBlocks.Select(block => block.Cidr.ToString()!))
                ),
            ],
        };

    public static SubnetFact Subnet(LabSubnet subnet) =>
        new()
        {
            Id = subnet.Id,
            VpcId = subnet.VpcId,
            Zone = subnet.AvailabilityZone,
            CidrBlocks = [.. new[] { subnet.CidrBlock?.ToString(), subnet.Ipv6CidrBlock?.ToString() }.OfType<string>()],
        };

    public static RouteTableFact RouteTable(Ec2State state, LabRouteTable table, DateTimeOffset now) =>
        new()
        {
            Id = table.Id,
            VpcId = table.VpcId,
            IsMain = table.IsMain,
            SubnetIds = [.. table.Associations.Select(item => item.SubnetId).OfType<string>()],
            Routes =
            [
                .. PropagatedRoutes
                    .With(state, table, now)
                    .Select(route => new RouteFact
                    {
                        Destination = route.Destination,
                        Target = route.TargetId,
                        IsPropagated = route.Origin == PropagatedRoutes.Origin,
                        IsBlackhole = !RouteTargets.IsThere(state, table, route, now),
                    }),
            ],
        };

    public static NetworkAclFact NetworkAcl(LabNetworkAcl acl) =>
        new()
        {
            Id = acl.Id,
            VpcId = acl.VpcId,
            IsDefault = acl.IsDefault,
            SubnetIds = [.. acl.Associations.Values],
            Entries =
            [
                .. acl.Entries.Select(entry => new NetworkAclEntryFact
                {
                    RuleNumber = entry.RuleNumber,
                    IsEgress = entry.Egress,
                    Protocol = entry.Protocol,
                    IsAllow = entry.Allow,
                    CidrBlock = entry.CidrBlock ?? entry.Ipv6CidrBlock ?? string.Empty,
                    FromPort = entry.FromPort,
                    ToPort = entry.ToPort,
                }),
            ],
        };

    public static SecurityGroupFact SecurityGroup(LabSecurityGroup group) =>
        new()
        {
            Id = group.Id,
            VpcId = group.VpcId,
            Name = group.Name,
            Rules =
            [
                .. group.Rules.Select(rule => new SecurityGroupRuleFact
                {
                    Id = rule.Id,
                    IsEgress = rule.IsEgress,
                    Protocol = rule.Protocol,
                    FromPort = rule.FromPort,
                    ToPort = rule.ToPort,
                    CidrBlock = rule.CidrIpv4 ?? rule.CidrIpv6,
                    PrefixListId = rule.PrefixListId,
                    ReferencedGroupId = rule.ReferencedGroupId,
                }),
            ],
        };

    public static PrefixListFact PrefixList(LabPrefixList list) =>
        new()
        {
            Id = list.Id,
            Name = list.Name,
            CidrBlocks = [.. list.Entries.Select(entry => entry.Cidr)],
        };

    public static InterfaceFact NetworkInterface(LabNetworkInterface item) =>
        new()
        {
            Id = item.Id,
            VpcId = item.VpcId,
            SubnetId = item.SubnetId,
            Zone = item.Subnet.AvailabilityZone,
            Address = item.PrivateIpAddress,
            Ipv6Address = item.Ipv6Address is { } v6 ? [v6] : [],
            SecurityGroupIds = [.. item.SecurityGroupIds],
        };

    public static EndpointFact Endpoint(LabVpcEndpoint endpoint, DateTimeOffset now) =>
        new()
        {
            Id = endpoint.Id,
            VpcId = endpoint.VpcId,
            ServiceName = endpoint.ServiceName,
            State = endpoint.StateAt(now),
            OwnerId = endpoint.OwnerId,
            PrivateDnsEnabled = endpoint.PrivateDnsEnabled,
            DnsNames = [.. endpoint.DnsEntries.Select(entry => entry.DnsName.ToLowerInvariant())],
            NamesZoneId = endpoint.DnsEntries.FirstOrDefault(entry => EndpointNames.IsOwn(entry.DnsName))?.HostedZoneId,
            IpAddressType = endpoint.IpAddressType,
            DnsRecordIpType = endpoint.DnsRecordIpType,
            InterfaceIds = [.. endpoint.InterfaceIdsAt(now)],
            SubnetIds = [.. endpoint.SubnetIds],
            Policy = endpoint.PolicyDocument,
        };

    public static PeeringFact Peering(LabPeeringConnection peering, DateTimeOffset now) =>
        new()
        {
            Id = peering.Id,
            VpcIds = [peering.Requester.VpcId, peering.Accepter.VpcId],
            Status = peering.StateAt(now),
        };

    public static VpnGatewayFact VpnGateway(LabVpnGateway gateway) =>
        new() { Id = gateway.Id, VpcId = gateway.VpcId is { } vpc && gateway.IsAttachedTo(vpc) ? vpc : null };

    public static TransitGatewayFact TransitGateway(Ec2State state, LabTransitGateway gateway, DateTimeOffset now) =>
        new()
        {
            Id = gateway.Id,
            Attachments =
            [
                .. state
                    .TransitGatewayAttachments.Values.Where(item => item.TransitGatewayId == gateway.Id && item.IsVpc)
                    .Select(item => new TransitGatewayAttachmentFact
                    {
                        Id = item.Id,
                        VpcId = item.AttachedId,
                        State = item.StateAt(now),
                        SubnetIds = [.. item.SubnetIds],
                        RouteTableId = TransitGatewayRoutes.TableOf(state, item.Id)?.Id,
                        Routes = TransitGatewayRoutes.TableOf(state, item.Id) is { } table
                            ?
                            [
                                .. TransitGatewayRoutes
                                    .List(state, table, now)
                                    .Select(route => new TransitGatewayRouteFact
                                    {
                                        Destination = route.Destination.ToString()!,
                                        AttachmentId = route.AttachmentId,
                                        IsBlackhole = !TransitGatewayRoutes.IsActive(state, route, now),
                                    }),
                            ]
                            : [],
                    }),
            ],
        };
}
