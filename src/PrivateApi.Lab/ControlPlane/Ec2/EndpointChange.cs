using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>A ModifyVpcEndpoint call on an interface endpoint: everything is checked before anything changes.</summary>
internal sealed class EndpointChange(Ec2Call call, LabVpcEndpoint endpoint, LabEndpointService service)
{
    private readonly List<string> _removed = call.Form.List("RemoveSubnetId").Distinct().ToList();

    private readonly List<string> _added = call.Form.List("AddSubnetId").Distinct().ToList();

    /// <summary>Fixed addresses by subnet, of SubnetConfigurations.</summary>
    public static Dictionary<string, FixedAddresses> Addresses(Ec2Call call) =>
        call
            .Form.Indexes("SubnetConfiguration")
            .DistinctBy(prefix => call.Required(prefix + ".SubnetId"))
            .ToDictionary(
                prefix => call.Required(prefix + ".SubnetId"),
                prefix => new FixedAddresses(call[prefix + ".Ipv4"], call[prefix + ".Ipv6"])
            );

    public void Apply()
    {
        Dictionary<string, FixedAddresses> addresses = Addresses(call);
        foreach (string id in _removed.Where(id => !endpoint.SubnetIds.Contains(id)))
        {
            throw new AwsFault(400, "InvalidParameter", $"The subnet {id} is not associated with the VPC endpoint {endpoint.Id}.");
        }

        // A subnet that is removed in the same call still counts. What AWS does there is not recorded; the lab uses the stricter reading.
        IEnumerable<string> added = _added.Where(id => !endpoint.SubnetIds.Contains(id));
        List<LabSubnet> subnets = EndpointFactory.CheckSubnets(call, endpoint.VpcId, service, added, endpoint.SubnetIds);
        EndpointFactory.CheckRoom(call, subnets, addresses);
        List<string> groups = Groups();
        bool privateDns = call.Form.Boolean("PrivateDnsEnabled") ?? endpoint.PrivateDnsEnabled;
        if (privateDns && !endpoint.PrivateDnsEnabled)
        {
            EndpointFactory.CheckPrivateDns(call, call.State.Vpcs[endpoint.VpcId], service, endpoint.Id);
        }

        string family = call["IpAddressType"] ?? endpoint.IpAddressType;
        EndpointFactory.CheckFamily(family, subnets.Concat(endpoint.SubnetIds.Except(_removed).Select(id => call.State.Subnets[id])));

        DateTimeOffset done = call.Now + call.Store.Options.PendingTime;
        if (subnets.Count > 0 || _removed.Count > 0 || privateDns != endpoint.PrivateDnsEnabled)
        {
            endpoint.BusyUntil = done;
        }

        endpoint.PrivateDnsEnabled = privateDns;
        endpoint.IpAddressType = family;
        endpoint.DnsRecordIpType = call["DnsOptions.DnsRecordIpType"] ?? endpoint.DnsRecordIpType;
        endpoint.PrivateDnsOnlyForInboundResolverEndpoint =
            call.Form.Boolean("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint") ?? endpoint.PrivateDnsOnlyForInboundResolverEndpoint;
        SetGroups(groups);
        foreach (string id in _removed)
        {
            RemoveSubnet(id);
        }

        SetFamily();
        foreach (LabSubnet subnet in subnets)
        {
            EndpointFactory.AddSubnet(call, endpoint, subnet, done, addresses.GetValueOrDefault(subnet.Id));
        }

        EndpointFactory.Name(call.State, endpoint, service);
    }

    private List<string> Groups()
    {
        List<string> groups = endpoint.SecurityGroupIds.ToList();
        foreach (string id in call.Form.List("AddSecurityGroupId"))
        {
            if (Ec2Kind.SecurityGroup.Find(call.State.SecurityGroups, id).VpcId != endpoint.VpcId)
            {
                throw new AwsFault(400, "InvalidParameter", $"Security group {id} and VPC {endpoint.VpcId} belong to different networks.");
            }

            if (!groups.Contains(id))
            {
                groups.Add(id);
            }
        }

        foreach (string id in call.Form.List("RemoveSecurityGroupId"))
        {
            if (!groups.Remove(id))
            {
                throw new AwsFault(
                    400,
                    "InvalidParameter",
                    $"The security group {id} is not associated with the VPC endpoint {endpoint.Id}."
                );
            }
        }

        return groups.Count > 0
            ? groups
            : throw new AwsFault(400, "InvalidParameter", $"The VPC endpoint {endpoint.Id} must have at least one security group.");
    }

    private void SetGroups(List<string> groups)
    {
        foreach (List<string> list in endpoint.Interfaces.Select(item => item.SecurityGroupIds).Prepend(endpoint.SecurityGroupIds))
        {
            list.Clear();
            list.AddRange(groups);
        }
    }

    // Interfaces that are kept gain or lose their IPv6 address with the endpoint's type.
    private void SetFamily()
    {
        foreach (LabNetworkInterface item in endpoint.Interfaces)
        {
            item.Ipv6Address =
                endpoint.IpAddressType == "ipv4" ? null : item.Ipv6Address ?? InterfaceFactory.FreeIpv6Address(call.State, item.Subnet);
        }
    }

    private void RemoveSubnet(string id)
    {
        endpoint.SubnetIds.Remove(id);
        LabNetworkInterface item = endpoint.Interfaces.Single(item => item.SubnetId == id);
        endpoint.Interfaces.Remove(item);
        item.GoneAt = call.Now + call.Store.Options.DeletingTime;
    }
}
