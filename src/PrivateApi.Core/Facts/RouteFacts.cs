using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A route table.</summary>
internal sealed record RouteTableFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>True for the table of all subnets without one of their own.</summary>
    public bool IsMain { get; init; }

    /// <summary>Subnets associated with it by name.</summary>
    [JsonPropertyName("subnetId")]
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Its routes, in any order.</summary>
    [JsonPropertyName("route")]
    public IReadOnlyList<RouteFact> Routes { get; init; } = [];
}

/// <summary>A route.</summary>
internal sealed record RouteFact
{
    /// <summary>Range in CIDR notation, or the id of a prefix list.</summary>
    public required string Destination { get; init; }

    /// <summary>
    /// <c>local</c>, or the id of what it leads to; its prefix tells the kind (<c>pcx-</c>, <c>tgw-</c>, <c>vgw-</c>,
    /// <c>nat-</c>, <c>igw-</c>, <c>eni-</c>, …).
    /// </summary>
    public required string Target { get; init; }

    /// <summary>True when a virtual private gateway put it there; it never beats a local route.</summary>
    public bool IsPropagated { get; init; }

    /// <summary>True when its target is gone: packets are dropped.</summary>
    public bool IsBlackhole { get; init; }
}

/// <summary>A prefix list with its ranges.</summary>
internal sealed record PrefixListFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Its ranges.</summary>
    [JsonPropertyName("cidrBlock")]
    public IReadOnlyList<string> CidrBlocks { get; init; } = [];
}

/// <summary>A VPC peering connection.</summary>
internal sealed record PeeringFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The two VPCs.</summary>
    [JsonPropertyName("vpcId")]
    public required IReadOnlyList<string> VpcIds { get; init; }

    /// <summary>Status in AWS's words: <c>active</c>, <c>pending-acceptance</c>, …</summary>
    public required string Status { get; init; }

    /// <summary>The account that has to accept it; null in a snapshot from before that was read.</summary>
    public string? AccepterOwnerId { get; init; }
}

/// <summary>A transit gateway with its VPC attachments.</summary>
internal sealed record TransitGatewayFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The account that owns it, and whose its route tables are; null in a snapshot from before that was read.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Its attachments to VPCs.</summary>
    [JsonPropertyName("attachment")]
    public IReadOnlyList<TransitGatewayAttachmentFact> Attachments { get; init; } = [];
}

/// <summary>A VPC's attachment to a transit gateway.</summary>
internal sealed record TransitGatewayAttachmentFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>State in AWS's words: <c>available</c>, …</summary>
    public required string State { get; init; }

    /// <summary>The subnets it has an interface in; only their zones are served.</summary>
    [JsonPropertyName("subnetId")]
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>
    /// The transit gateway's route table that packets from here are looked up in; null for none, and where it was not read.
    /// </summary>
    public string? RouteTableId { get; init; }

    /// <summary>Its routes; null when they could not be read.</summary>
    [JsonPropertyName("route")]
    public IReadOnlyList<TransitGatewayRouteFact>? Routes { get; init; }
}

/// <summary>A route of a transit gateway.</summary>
internal sealed record TransitGatewayRouteFact
{
    /// <summary>Range in CIDR notation.</summary>
    public required string Destination { get; init; }

    /// <summary>The attachment it leads to; null for a blackhole.</summary>
    public string? AttachmentId { get; init; }

    /// <summary>True when packets are dropped.</summary>
    public bool IsBlackhole { get; init; }
}

/// <summary>A virtual private gateway, where Direct Connect and VPN connections land.</summary>
internal sealed record VpnGatewayFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The VPC it is attached to; null for none.</summary>
    public string? VpcId { get; init; }
}
