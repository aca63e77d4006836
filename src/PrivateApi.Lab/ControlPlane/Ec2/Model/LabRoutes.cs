using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A route table. A subnet without an association uses its VPC's main table.</summary>
internal sealed class LabRouteTable(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "route-table";

    public required string VpcId { get; init; }

    /// <summary>Its own routes; those that gateways propagate come with <see cref="PropagatedRoutes.With"/>.</summary>
    public List<LabRoute> Routes { get; } = [];

    /// <summary>Virtual private gateways that propagate their routes to it.</summary>
    public List<string> PropagatingGatewayIds { get; } = [];

    public List<LabRouteTableAssociation> Associations { get; } = [];

    public bool IsMain => Associations.Any(association => association.Main);
}

/// <summary>What a route table applies to: a subnet, a gateway, or (main) the VPC's other subnets.</summary>
internal sealed record LabRouteTableAssociation(string Id, bool Main, string? SubnetId, string? GatewayId);

/// <summary>A route: one destination (IPv4, IPv6 or prefix list) and one target.</summary>
internal sealed class LabRoute
{
    public string? DestinationCidrBlock { get; init; }

    public string? DestinationIpv6CidrBlock { get; init; }

    public string? DestinationPrefixListId { get; init; }

    public string Destination => DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId ?? string.Empty;

    /// <summary>
    /// Response element that names the target: <c>gatewayId</c> (also <c>local</c>, virtual gateways and gateway endpoints),
    /// <c>natGatewayId</c>, <c>vpcPeeringConnectionId</c>, <c>networkInterfaceId</c>, <c>transitGatewayId</c>,
    /// <c>egressOnlyInternetGatewayId</c> …
    /// </summary>
    public required string TargetKind { get; init; }

    /// <summary>The target's id, or <c>local</c>.</summary>
    public required string TargetId { get; init; }

    /// <summary>
    /// <c>CreateRouteTable</c> for local routes, <c>EnableVgwRoutePropagation</c> for propagated ones, else <c>CreateRoute</c>.
    /// </summary>
    public string Origin { get; init; } = "CreateRoute";
}

/// <summary>A managed prefix list, AWS's or a customer's.</summary>
internal sealed class LabPrefixList(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "prefix-list";

    public required string Name { get; set; }

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public required string AddressFamily { get; init; }

    /// <summary>Most entries it may have; null for AWS's own.</summary>
    public int? MaxEntries { get; set; }

    /// <summary>Grows by one with each change; null for AWS's own.</summary>
    public long? Version { get; set; }

    public List<LabPrefixListEntry> Entries { get; set; } = [];

    /// <summary>
    /// Entries of earlier versions: 1,000 including the current one; a further one replaces the oldest
    /// (VPC user guide, "Amazon VPC quotas").
    /// </summary>
    public Recent<long, IReadOnlyList<LabPrefixListEntry>> History { get; } = new(most: 999);

    /// <summary><c>create</c>, <c>modify</c> or <c>delete</c>, as in <c>create-complete</c>.</summary>
    public string LastChange { get; set; } = "create";

    public bool IsAws => OwnerId == "AWS";
}

/// <summary>An entry of a prefix list.</summary>
internal sealed record LabPrefixListEntry(string Cidr, string? Description);

/// <summary>An internet gateway, attached to at most one VPC.</summary>
internal sealed class LabInternetGateway(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "internet-gateway";

    /// <summary>The VPC it is attached to; null when detached.</summary>
    public string? VpcId { get; set; }
}

/// <summary>An egress-only internet gateway: IPv6 out of a VPC, nothing in.</summary>
internal sealed class LabEgressOnlyInternetGateway(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "egress-only-internet-gateway";

    public required string VpcId { get; init; }
}

/// <summary>A NAT gateway in one subnet, public or private.</summary>
internal sealed class LabNatGateway(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "natgateway";

    public required LabSubnet Subnet { get; init; }

    public required LabNetworkInterface Interface { get; init; }

    /// <summary>The public address; null when it is private.</summary>
    public LabElasticAddress? Address { get; init; }

    public bool IsPublic => Address is not null;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset AvailableAt { get; init; }

    /// <summary>Why it never becomes available; null when it does.</summary>
    public (string Code, string Message)? Failure { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When deleting ends; null before DeleteNatGateway.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public string StateAt(DateTimeOffset now) =>
        GoneAt is { } gone
            ? now < gone
                ? "deleting"
                : "deleted"
            : now < AvailableAt
                ? "pending"
                : Failure is null
                    ? "available"
                    : "failed";
}
