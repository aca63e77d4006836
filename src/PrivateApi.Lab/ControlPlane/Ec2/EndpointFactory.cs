using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Route53;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>The parts of an interface endpoint: subnets in different zones, one network interface in each, and names.</summary>
internal static class EndpointFactory
{
    // The account that owns endpoint interfaces on AWS.
    private const string Requester = "727180483921";

    /// <summary>Subnets for an endpoint, checked: in its VPC, in zones of the service, one in each zone.</summary>
    /// <exception cref="AwsFault">One of them isn't suitable.</exception>
    public static List<LabSubnet> CheckSubnets(
        Ec2Call call,
        string vpcId,
        LabEndpointService service,
        IEnumerable<string> ids,
        IEnumerable<string> present
    )
    {
        HashSet<string> zones = present.Select(id => call.State.Subnets[id].AvailabilityZone).ToHashSet(StringComparer.Ordinal);
        List<LabSubnet> subnets = [];
        foreach (string id in ids)
        {
            LabSubnet subnet = Ec2Kind.Subnet.Find(call.State.Subnets, id);
            if (subnet.VpcId != vpcId)
            {
                throw new AwsFault(400, "InvalidParameter", $"The subnet {id} and the VPC {vpcId} belong to different networks.");
            }

            if (!service.Zones.Contains(subnet.Zone))
            {
                throw new AwsFault(
                    400,
                    "InvalidParameter",
                    $"The VPC endpoint service {service.Name} does not support the availability zone of the subnet: {id}."
                );
            }

            if (!zones.Add(subnet.AvailabilityZone))
            {
                throw new AwsFault(
                    400,
                    "DuplicateSubnetsInSameZone",
                    $"Found another VPC endpoint subnet in the availability zone of {id}. "
                        + "VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service."
                );
            }

            subnets.Add(subnet);
        }

        return subnets;
    }

    /// <summary>Checks that each subnet has a free address, and the requested one.</summary>
    /// <exception cref="AwsFault">One is full, or the address is not free.</exception>
    public static void CheckRoom(Ec2Call call, IEnumerable<LabSubnet> subnets, IReadOnlyDictionary<string, FixedAddresses> addresses)
    {
        foreach (LabSubnet subnet in subnets)
        {
            if (addresses.GetValueOrDefault(subnet.Id)?.Ipv6 is { } ipv6)
            {
                _ = InterfaceFactory.ClaimIpv6(call.State, subnet, ipv6);
            }

            if (addresses.GetValueOrDefault(subnet.Id)?.Ipv4 is { } address)
            {
                _ = InterfaceFactory.Claim(call.State, subnet, address);
            }
            else if (!InterfaceFactory.HasRoom(call.State, subnet))
            {
                throw InterfaceFactory.Full();
            }
        }
    }

    /// <summary>
    /// Checks that subnets suit a type (AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint"): ipv4 needs
    /// an IPv4 range in all of them, ipv6 an IPv6 range alone, dualstack both. [K] The words are assumed.
    /// </summary>
    /// <exception cref="AwsFault">One does not.</exception>
    public static void CheckFamily(string ipAddressType, IEnumerable<LabSubnet> subnets)
    {
        if (ipAddressType is not ("ipv4" or "dualstack" or "ipv6"))
        {
            throw new AwsFault(400, "InvalidParameter", $"Invalid IpAddressType: {ipAddressType}. Valid values are ipv4, dualstack, ipv6.");
        }

        foreach (LabSubnet subnet in subnets)
        {
            string? trouble =
                ipAddressType != "ipv4" && subnet.Ipv6CidrBlock is null ? "does not have an IPv6 CIDR block"
                : ipAddressType != "ipv6" && subnet.IsNative ? "does not have an IPv4 CIDR block"
                : ipAddressType == "ipv6" && !subnet.IsNative ? "has an IPv4 CIDR block: it is not an IPv6 only subnet"
                : null;
            if (trouble is not null)
            {
                throw new AwsFault(
                    400,
                    "InvalidParameter",
                    $"The subnet {subnet.Id} {trouble}, which the IP address type {ipAddressType} requires."
                );
            }
        }
    }

    /// <summary>Checks that private DNS can be turned on for an endpoint (AWS PrivateLink guide, "Private DNS").</summary>
    /// <exception cref="AwsFault">The VPC's attributes are off, or another endpoint has the names.</exception>
    public static void CheckPrivateDns(Ec2Call call, LabVpc vpc, LabEndpointService service, string? ownId)
    {
        if (!vpc.EnableDnsSupport || !vpc.EnableDnsHostnames)
        {
            throw new AwsFault(
                400,
                "InvalidParameter",
                $"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc.Id}"
            );
        }

        if (
            service.PrivateDnsNames.Count > 0
            && (
                call.State.VpcEndpoints.Values.Any(other =>
                    other.VpcId == vpc.Id
                    && other.ServiceName == service.Name
                    && other.IsInterface
                    && other.PrivateDnsEnabled
                    && other.Id != ownId
                ) || Route53State.ZonesOf(call.Store, vpc.Id, call.Region).Any(zone => zone.Name == service.PrivateDnsNames[0] + ".")
            )
        )
        {
            throw new AwsFault(
                400,
                "InvalidParameter",
                "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                    + $"{service.PrivateDnsNames[0]} in the VPC {vpc.Id}"
            );
        }
    }

    /// <summary>Places the endpoint in a subnet: one network interface with an address from its range.</summary>
    /// <param name="call">The call.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="subnet">The subnet.</param>
    /// <param name="visibleAt">When describe calls start to show the interface.</param>
    /// <param name="addresses">Fixed addresses; null for any.</param>
    public static void AddSubnet(
        Ec2Call call,
        LabVpcEndpoint endpoint,
        LabSubnet subnet,
        DateTimeOffset visibleAt,
        FixedAddresses? addresses
    )
    {
        string? claimed = addresses?.Ipv4 is { } ipv4 ? InterfaceFactory.Claim(call.State, subnet, ipv4) : null;
        string? claimedIpv6 = addresses?.Ipv6 is { } ipv6 ? InterfaceFactory.ClaimIpv6(call.State, subnet, ipv6) : null;
        InterfaceFactory.Purpose purpose = new(
            "vpc_endpoint",
            $"VPC Endpoint Interface {endpoint.Id}",
            Requester,
            claimed,
            WithIpv6: endpoint.IpAddressType != "ipv4",
            claimedIpv6
        );
        endpoint.Interfaces.Add(InterfaceFactory.Create(call.State, subnet, endpoint.SecurityGroupIds, purpose, visibleAt));
        endpoint.SubnetIds.Add(subnet.Id);
    }

    /// <summary>Rewrites the endpoint's names: the regional one, one per zone, then with private DNS the service's own.</summary>
    public static void Name(Ec2State state, LabVpcEndpoint endpoint, LabEndpointService service)
    {
        string host = $"{endpoint.Id}-{endpoint.DnsLabel}";
        endpoint.DnsEntries.Clear();
        endpoint.DnsEntries.Add(new LabDnsEntry($"{host}.{service.BaseName}", state.EndpointZoneId));
        endpoint.DnsEntries.AddRange(
            endpoint
                .SubnetIds.Select(id => state.Subnets[id].AvailabilityZone)
                .Order(StringComparer.Ordinal)
                .Select(zone => new LabDnsEntry($"{host}-{zone}.{service.BaseName}", state.EndpointZoneId))
        );
        if (endpoint.PrivateDnsEnabled)
        {
            endpoint.DnsEntries.AddRange(service.PrivateDnsNames.Select(name => new LabDnsEntry(name, endpoint.PrivateZoneId)));
        }
    }
}
