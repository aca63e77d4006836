using Amazon.EC2.Model;
using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>EC2's answers as facts.</summary>
internal static class NetworkFactReader
{
    public static EndpointFact Endpoint(VpcEndpoint endpoint) =>
        new()
        {
            Id = endpoint.VpcEndpointId,
            VpcId = endpoint.VpcId,
            ServiceName = endpoint.ServiceName,
            State = endpoint.State?.Value ?? string.Empty,
            OwnerId = endpoint.OwnerId ?? string.Empty,
            PrivateDnsEnabled = endpoint.PrivateDnsEnabled == true,
            DnsNames = EndpointNames.Own((endpoint.DnsEntries ?? []).Select(entry => entry.DnsName)),
            NamesZoneId = endpoint.DnsEntries?.Find(entry => EndpointNames.IsOwn(entry.DnsName))?.HostedZoneId,
            IpAddressType = endpoint.IpAddressType?.Value,
            DnsRecordIpType = endpoint.DnsOptions?.DnsRecordIpType?.Value,
            InterfaceIds = [.. endpoint.NetworkInterfaceIds ?? []],
            SubnetIds = [.. endpoint.SubnetIds ?? []],
            Policy = string.IsNullOrEmpty(endpoint.PolicyDocument) ? null : endpoint.PolicyDocument,
        };

    public static IReadOnlyList<string> Ranges(Vpc vpc) =>
        [
            .. (vpc.CidrBlockAssociationSet ?? [])
                .Select(item => item.CidrBlock)
                .Append(vpc.CidrBlock)
                .Concat((vpc.Ipv6CidrBlockAssociationSet ?? []).Select(item => item.Ipv6CidrBlock))
                .Where(range => !string.IsNullOrEmpty(range))
                .Distinct(),
        ];

    public static SubnetFact Subnet(Subnet subnet) =>
        new()
        {
            Id = subnet.SubnetId,
            VpcId = subnet.VpcId,
            Zone = subnet.AvailabilityZone,
            CidrBlocks = [.. SubnetRanges.Of(subnet)],
        };

    public static RouteTableFact RouteTable(RouteTable table) =>
        new()
        {
            Id = table.RouteTableId,
            VpcId = table.VpcId,
            IsMain = (table.Associations ?? []).Exists(item => item.Main == true),
            SubnetIds = [.. (table.Associations ?? []).Select(item => item.SubnetId).Where(id => !string.IsNullOrEmpty(id))],
            Routes = [.. (table.Routes ?? []).Select(Route).OfType<RouteFact>()],
        };

    public static NetworkAclFact NetworkAcl(NetworkAcl acl) =>
        new()
        {
            Id = acl.NetworkAclId,
            VpcId = acl.VpcId,
            IsDefault = acl.IsDefault == true,
            SubnetIds = [.. (acl.Associations ?? []).Select(item => item.SubnetId)],
            Entries =
            [
                .. (acl.Entries ?? []).Select(entry => new NetworkAclEntryFact
                {
                    RuleNumber = entry.RuleNumber ?? 0,
                    IsEgress = entry.Egress == true,
                    Protocol = entry.Protocol,
                    IsAllow = entry.RuleAction?.Value == "allow",
                    CidrBlock = string.IsNullOrEmpty(entry.CidrBlock) ? entry.Ipv6CidrBlock ?? string.Empty : entry.CidrBlock,
                    FromPort = entry.PortRange?.From,
                    ToPort = entry.PortRange?.To,
                }),
            ],
        };

    public static SecurityGroupFact SecurityGroup(SecurityGroup group, IEnumerable<SecurityGroupRule> rules) =>
        new()
        {
            Id = group.GroupId,
            VpcId = group.VpcId,
            Name = group.GroupName,
            Rules = [.. rules.Where(rule => rule.GroupId == group.GroupId).Select(Rule)],
        };

    public static InterfaceFact NetworkInterface(NetworkInterface item) =>
        new()
        {
            Id = item.NetworkInterfaceId,
            VpcId = item.VpcId,
            SubnetId = item.SubnetId,
            Zone = item.AvailabilityZone,
            Address = string.IsNullOrEmpty(item.PrivateIpAddress) ? null : item.PrivateIpAddress,
            Ipv6Address = [.. (item.Ipv6Addresses ?? []).Select(address => address.Ipv6Address)],
            SecurityGroupIds = [.. (item.Groups ?? []).Select(group => group.GroupId)],
        };

    public static PeeringFact Peering(VpcPeeringConnection peering) =>
        new()
        {
            Id = peering.VpcPeeringConnectionId,
            VpcIds = [peering.RequesterVpcInfo.VpcId, peering.AccepterVpcInfo.VpcId],
            Status = peering.Status?.Code?.Value ?? string.Empty,
            AccepterOwnerId = peering.AccepterVpcInfo.OwnerId,
        };

    /// <summary>Name servers other than Amazon's.</summary>
    public static IReadOnlyList<string> Servers(DhcpOptions? options, IReadOnlyList<string> ranges) =>
        [
            .. (options?.DhcpConfigurations ?? [])
                .Where(item => item.Key == "domain-name-servers")
                .SelectMany(item => item.Values ?? [])
                .Where(server => !AmazonDns.Is(server, ranges)),
        ];

    private static SecurityGroupRuleFact Rule(SecurityGroupRule rule) =>
        new()
        {
            Id = rule.SecurityGroupRuleId,
            IsEgress = rule.IsEgress == true,
            Protocol = rule.IpProtocol,
            FromPort = rule.FromPort ?? -1,
            ToPort = rule.ToPort ?? -1,
            CidrBlock = string.IsNullOrEmpty(rule.CidrIpv4) ? Given(rule.CidrIpv6) : rule.CidrIpv4,
            PrefixListId = Given(rule.PrefixListId),
            ReferencedGroupId = Given(rule.ReferencedGroupInfo?.GroupId),
        };

    private static RouteFact? Route(Route route)
    {
        string?[] destinations =
        [
            Given(route.DestinationCidrBlock),
            Given(route.DestinationIpv6CidrBlock),
            Given(route.DestinationPrefixListId),
        ];
        string?[] targets =
        [
            Given(route.GatewayId),
            Given(route.NatGatewayId),
            Given(route.VpcPeeringConnectionId),
            Given(route.TransitGatewayId),
            Given(route.NetworkInterfaceId),
            Given(route.InstanceId),
            Given(route.EgressOnlyInternetGatewayId),
            Given(route.LocalGatewayId),
            Given(route.CarrierGatewayId),
            Given(route.CoreNetworkArn),
        ];
        return destinations.FirstOrDefault(item => item is not null) is { } destination
            ? new RouteFact
            {
                Destination = destination,
                Target = targets.FirstOrDefault(item => item is not null) ?? "unknown",
                IsBlackhole = route.State?.Value == "blackhole",
                IsPropagated = route.Origin?.Value == "EnableVgwRoutePropagation",
            }
            : null;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
