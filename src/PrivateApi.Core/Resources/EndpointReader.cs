using Amazon.EC2.Model;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Resources;

/// <summary>
/// Turns EC2's endpoint into ours. Its lists are arrays: a collection expression creates a type that PowerShell cannot
/// index.
/// </summary>
internal static class EndpointReader
{
    public static Endpoint Read(
        VpcEndpoint endpoint,
        IReadOnlyDictionary<string, NetworkInterface> interfaces,
        IReadOnlyList<ProbeFunction> probes,
        string account,
        string region
    ) =>
        new()
        {
            Name = Ec2Tags.Value(endpoint.Tags, ResourceTags.Name),
            VpcEndpointId = endpoint.VpcEndpointId,
            VpcId = endpoint.VpcId,
            ServiceName = endpoint.ServiceName,
            State = EndpointStates.Name(endpoint.State),
            SubnetId = (endpoint.SubnetIds ?? []).ToArray(),
            SecurityGroupId = (endpoint.Groups ?? []).Select(group => group.GroupId).ToArray(),
            NetworkInterface = (endpoint.NetworkInterfaceIds ?? [])
                .Where(interfaces.ContainsKey)
                .Select(id => Read(interfaces[id]))
                .ToArray(),
            PrivateDnsEnabled = endpoint.PrivateDnsEnabled == true,
            IpAddressType = endpoint.IpAddressType?.Value ?? "ipv4",
            DnsName = EndpointNames.Own((endpoint.DnsEntries ?? []).Select(entry => entry.DnsName)),
            Policy = string.IsNullOrEmpty(endpoint.PolicyDocument) ? null : endpoint.PolicyDocument,
            OwnerId = string.IsNullOrEmpty(endpoint.OwnerId) ? account : endpoint.OwnerId,
            Probe = probes.Where(probe => probe.VpcId == endpoint.VpcId).ToArray(),
            Tag = Ec2Tags.Read(endpoint.Tags),
            AccountId = account,
            Region = region,
        };

    private static EndpointInterface Read(NetworkInterface item) =>
        new()
        {
            NetworkInterfaceId = item.NetworkInterfaceId,
            SubnetId = item.SubnetId,
            AvailabilityZone = item.AvailabilityZone,
            PrivateIpAddress = string.IsNullOrEmpty(item.PrivateIpAddress) ? null : item.PrivateIpAddress,
            Ipv6Address = (item.Ipv6Addresses ?? []).Select(address => address.Ipv6Address).ToArray(),
        };
}
