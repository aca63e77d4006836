namespace PrivateApi.Model;

/// <summary>Where a network interface is, there already or imagined; what was not read is null or empty.</summary>
public sealed record NetworkPlace
{
    /// <summary>The network interface; null for a caller that was named by something else.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary>Its VPC.</summary>
    public string? VpcId { get; init; }

    /// <summary>Its subnet.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Name of its Availability Zone.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>Its address; null also for a caller that may have any address of its subnet.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Its security groups.</summary>
    public IReadOnlyList<string> SecurityGroupId
    {
        get;
        init => field = value.ToArray();
    } = [];

    /// <summary>The network ACL that the call passes here; null also where caller and endpoint share the subnet.</summary>
    public string? NetworkAclId { get; init; }

    /// <summary>The route table of its subnet.</summary>
    public string? RouteTableId { get; init; }

    /// <summary>Whether packets get from the caller to it and back; null where that is not known, and for the caller.</summary>
    public bool? IsReached { get; init; }

    /// <summary>Its id, or that of its subnet or VPC.</summary>
    public override string ToString() => NetworkInterfaceId ?? SubnetId ?? VpcId ?? string.Empty;
}
