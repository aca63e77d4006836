using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A demo network created by <c>New-PrivateApiNetwork</c>: a VPC with two private and two public subnets.</summary>
public sealed record Network : IAwsResource
{
    /// <summary>Value of the tag <c>privateapi:name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The VPC's id.</summary>
    public required string VpcId { get; init; }

    /// <summary>IPv4 range of the VPC in CIDR notation.</summary>
    public required string CidrBlock { get; init; }

    /// <summary>IPv6 range of the VPC in CIDR notation; null for none.</summary>
    public required string? Ipv6CidrBlock { get; init; }

    /// <summary>Ids of the private subnets, one per Availability Zone; endpoints are placed in these.</summary>
    public required IReadOnlyList<string> SubnetId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Ids of the public subnets, one per Availability Zone.</summary>
    public required IReadOnlyList<string> PublicSubnetId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>
    /// Id of the security group <c>EndpointSG</c>, open on TCP 443 from the VPC's range; null while the network is incomplete.
    /// </summary>
    public required string? SecurityGroupId { get; init; }

    /// <summary>Names of the Availability Zones used.</summary>
    public required IReadOnlyList<string> AvailabilityZone
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Tags of the VPC.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public override string ToString() => VpcId;
}
