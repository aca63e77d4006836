using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>
/// EC2's networks in one account and Region. Code that reads it outside an EC2 call settles it first (<see cref="Settle"/>),
/// so that what has been deleted by now is gone.
/// </summary>
internal sealed class Ec2State(LabStore store, string accountId, string region) : ILabState<Ec2State>
{
    public LabStore Store { get; } = store;

    public string AccountId { get; } = accountId;

    public string Region { get; } = region;

    public Amazon.RegionEndpoint Endpoint { get; } = Amazon.RegionEndpoint.GetBySystemName(region);

    public string Partition => Endpoint.PartitionName;

    /// <summary>The partition's domain, for instance <c>amazonaws.com</c>.</summary>
    public string DnsSuffix => Endpoint.PartitionDnsSuffix;

    public IReadOnlyList<LabZone> Zones { get; } = ZoneNames.List(region);

    public Dictionary<string, LabVpc> Vpcs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabSubnet> Subnets { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabSecurityGroup> SecurityGroups { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabNetworkInterface> NetworkInterfaces { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabNetworkAcl> NetworkAcls { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabRouteTable> RouteTables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabInternetGateway> InternetGateways { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabNatGateway> NatGateways { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabElasticAddress> Addresses { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabPeeringConnection> PeeringConnections { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabEgressOnlyInternetGateway> EgressOnlyInternetGateways { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabTransitGateway> TransitGateways { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabTransitGatewayAttachment> TransitGatewayAttachments { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabTransitGatewayRouteTable> TransitGatewayRouteTables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabVpnGateway> VpnGateways { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabCustomerGateway> CustomerGateways { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabVpnConnection> VpnConnections { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabVpcEndpoint> VpcEndpoints { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabPrefixList> PrefixLists { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabDhcpOptions> DhcpOptions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabInstance> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>Public hosted zone of endpoint names in this Region.</summary>
    public string EndpointZoneId { get; } = "Z" + store.Ids.Take("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 13);

    /// <summary>Client tokens by action and token: a digest of the parameters, and the id of what was created.</summary>
    public Recent<(string Action, string Token), (string Parameters, string Id)> ClientTokens { get; } = new(most: 10_000);

    /// <summary>When reads begin to show what was just created, by id; empty unless reads lag.</summary>
    public Recent<string, DateTimeOffset> ShownFrom { get; } = new(most: 10_000);

    /// <summary>Everything that can carry tags.</summary>
    public IEnumerable<LabResource> Resources =>
        [
            .. Vpcs.Values,
            .. Subnets.Values,
            .. SecurityGroups.Values,
            .. SecurityGroups.Values.SelectMany(group => group.Rules),
            .. NetworkInterfaces.Values,
            .. NetworkAcls.Values,
            .. RouteTables.Values,
            .. InternetGateways.Values,
            .. NatGateways.Values,
            .. TransitGateways.Values,
            .. TransitGatewayAttachments.Values,
            .. TransitGatewayRouteTables.Values,
            .. EgressOnlyInternetGateways.Values,
            .. VpnGateways.Values,
            .. CustomerGateways.Values,
            .. VpnConnections.Values,
            .. Addresses.Values,
            .. PeeringConnections.Values,
            .. VpcEndpoints.Values,
            .. PrefixLists.Values,
            .. DhcpOptions.Values,
            .. Instances.Values,
        ];

    public static Ec2State Create(LabStore store, string accountId, string region)
    {
        Ec2State state = new(store, accountId, region);
        NewAccount.Fill(state);
        return state;
    }

    /// <summary>False for what is too new to be read.</summary>
    public bool Shows(string id) => !ShownFrom.TryGetValue(id, out DateTimeOffset from) || Store.Now >= from;

    /// <summary>Removes what has been deleted by now. Called at the start of every EC2 call.</summary>
    public void Settle()
    {
        DateTimeOffset now = Store.Now;
        foreach (LabNetworkInterface item in NetworkInterfaces.Values.Where(item => item.GoneAt <= now).ToList())
        {
            NetworkInterfaces.Remove(item.Id);
        }

        foreach (LabVpcEndpoint endpoint in VpcEndpoints.Values.Where(endpoint => endpoint.GoneAt <= now).ToList())
        {
            VpcEndpoints.Remove(endpoint.Id);
        }

        foreach (
            LabNatGateway gateway in NatGateways.Values.Where(gateway =>
                gateway.GoneAt <= now && gateway.Address?.NetworkInterfaceId == gateway.Interface.Id
            )
        )
        {
            gateway.Address!.AssociationId = gateway.Address.NetworkInterfaceId = gateway.Address.PrivateIpAddress = null;
        }

        // AWS also shows a terminated instance for about an hour.
        foreach (LabInstance instance in Instances.Values.Where(instance => instance.GoneAt + TimeSpan.FromHours(1) <= now).ToList())
        {
            Instances.Remove(instance.Id);
        }

        // AWS shows a deleted NAT gateway for about an hour.
        foreach (LabNatGateway gateway in NatGateways.Values.Where(gateway => gateway.GoneAt + TimeSpan.FromHours(1) <= now).ToList())
        {
            NatGateways.Remove(gateway.Id);
        }

        Forget(TransitGatewayAttachments, now);
        Forget(TransitGatewayRouteTables, now);
        Forget(TransitGateways, now);
        Forget(VpnConnections, now);
        Forget(VpnGateways, now);
        Forget(CustomerGateways, now);
    }

    private static void Forget<T>(Dictionary<string, T> all, DateTimeOffset now)
        where T : LabStagedResource
    {
        foreach (T item in all.Values.Where(item => item.IsForgottenAt(now)).ToList())
        {
            all.Remove(item.Id);
        }
    }

    /// <summary>
    /// The network interface that Lambda uses for functions in a subnet with these groups: an existing one of the same
    /// set, else a new one (Lambda developer guide, "VPC networking": one per unique subnet and security-group set).
    /// </summary>
    /// <exception cref="AwsFault">Subnet or group does not exist, or the subnet is full.</exception>
    public LabNetworkInterface CreateFunctionInterface(
        string functionName,
        string subnetId,
        IReadOnlyCollection<string> securityGroupIds,
        DateTimeOffset now
    )
    {
        Settle();
        LabSubnet subnet = Subnets.GetValueOrDefault(subnetId) ?? throw Ec2Kind.Subnet.NotFound(subnetId);
        foreach (string groupId in securityGroupIds)
        {
            if (!SecurityGroups.TryGetValue(groupId, out LabSecurityGroup? group) || group.VpcId != subnet.VpcId)
            {
                throw Ec2Kind.SecurityGroup.NotFound(groupId);
            }
        }

        LabNetworkInterface found =
            NetworkInterfaces.Values.FirstOrDefault(item =>
                item.InterfaceType == "lambda" && item.SubnetId == subnetId && item.SecurityGroupIds.ToHashSet().SetEquals(securityGroupIds)
            )
            ?? InterfaceFactory.Create(
                this,
                subnet,
                securityGroupIds,
                new InterfaceFactory.Purpose(
                    "lambda",
                    $"AWS Lambda VPC ENI-{functionName}-{Guid.Parse(Store.Ids.Request())}",
                    "lambda.amazonaws.com"
                ),
                now
            );
        found.Users++;
        found.GoneAt = null;
        return found;
    }

    /// <summary>Releases a function's interface; when no function uses it any more, it is deleted at the given time.</summary>
    public void ReleaseFunctionInterface(string eniId, DateTimeOffset goneAt)
    {
        if (NetworkInterfaces.TryGetValue(eniId, out LabNetworkInterface? item) && --item.Users <= 0)
        {
            item.Users = 0;
            item.GoneAt = goneAt;
        }
    }
}
