using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Paths;
using PrivateApi.Probe;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Reads the lab's EC2 into the facts that the path's rules work on. Under the lab's lock.</summary>
internal sealed class NetworkFacts(Ec2State state)
{
    /// <summary>The endpoints for execute-api, deleted ones left out.</summary>
    public IReadOnlyList<EndpointFact> Endpoints() =>
        [.. state.VpcEndpoints.Values.Where(IsForApis).Select(Endpoint)];

    public EndpointFact Endpoint(LabVpcEndpoint endpoint) => new()
    {
        Id = endpoint.Id,
        VpcId = endpoint.VpcId,
        IsAvailable = endpoint.StateAt(state.Store.Now) == "available",
        PrivateDnsEnabled = endpoint.PrivateDnsEnabled,
        DnsNames = [.. endpoint.DnsEntries.Select(entry => entry.DnsName.ToLowerInvariant())],
        Interfaces = [.. endpoint.Interfaces.Where(item => item.CreatedAt <= state.Store.Now).Select(Interface)],
    };

    public VpcFact Vpc(string id) => state.Vpcs[id] is { } vpc ? new VpcFact(vpc.Id, vpc.EnableDnsSupport, vpc.EnableDnsHostnames) : throw new KeyNotFoundException(id);

    /// <summary>The caller as an interface in its subnet; null when the subnet is not there.</summary>
    public InterfaceFact? Caller(LabCaller caller)
    {
        if (!state.Subnets.TryGetValue(caller.SubnetId ?? string.Empty, out LabSubnet? subnet))
        {
            return null;
        }

        IEnumerable<LabSecurityGroup> groups = caller.SecurityGroupIds.Count > 0
            ? caller.SecurityGroupIds.Select(id => state.SecurityGroups.GetValueOrDefault(id)).OfType<LabSecurityGroup>()
            : state.SecurityGroups.Values.Where(group => group.VpcId == subnet.VpcId && group.Name == "default");
        return new InterfaceFact(
            "caller",
            subnet.VpcId,
            subnet.Id,
            subnet.AvailabilityZone,
            caller.SourceAddress ?? subnet.CidrBlock.Address(10),
            [.. groups.Select(Group)],
            Acl(subnet));
    }

    private static bool IsForApis(LabVpcEndpoint endpoint) => endpoint.IsInterface && endpoint.ServiceName.EndsWith(".execute-api", StringComparison.Ordinal);

    private InterfaceFact Interface(LabNetworkInterface item) => new(
        item.Id,
        item.VpcId,
        item.SubnetId,
        item.Subnet.AvailabilityZone,
        item.PrivateIpAddress,
        [.. item.SecurityGroupIds.Select(id => state.SecurityGroups.GetValueOrDefault(id)).OfType<LabSecurityGroup>().Select(Group)],
        Acl(item.Subnet));

    private SecurityGroupFact Group(LabSecurityGroup group) => new(group.Id, [.. group.Rules.Select(Rule)]);

    private SecurityGroupRuleFact Rule(LabSecurityGroupRule rule) => new()
    {
        Id = rule.Id,
        IsEgress = rule.IsEgress,
        Protocol = rule.Protocol,
        FromPort = rule.FromPort,
        ToPort = rule.ToPort,
        ReferencedGroupId = rule.ReferencedGroupId,
        CidrBlocks = rule.PrefixListId is { } list
            ? [.. (state.PrefixLists.GetValueOrDefault(list)?.Entries ?? []).Select(entry => entry.Cidr)]
            : [.. new[] { rule.CidrIpv4, rule.CidrIpv6 }.OfType<string>()],
    };

    private NetworkAclFact Acl(LabSubnet subnet)
    {
        LabNetworkAcl? acl = state.NetworkAcls.Values.FirstOrDefault(acl => acl.Associations.ContainsValue(subnet.Id))
            ?? state.NetworkAcls.Values.FirstOrDefault(acl => acl.VpcId == subnet.VpcId && acl.IsDefault);
        return new NetworkAclFact(
            acl?.Id ?? string.Empty,
            [.. (acl?.Entries ?? []).Select(entry => new NetworkAclEntryFact(entry.RuleNumber, entry.Egress, entry.Protocol, entry.Allow, entry.CidrBlock ?? entry.Ipv6CidrBlock ?? string.Empty, entry.FromPort, entry.ToPort))]);
    }
}
