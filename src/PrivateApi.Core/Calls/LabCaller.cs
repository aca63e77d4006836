namespace PrivateApi.Calls;

/// <summary>Where a call in a lab starts.</summary>
internal sealed record LabCaller
{
    public required LabCallerKind Kind { get; init; }

    /// <summary>For <see cref="LabCallerKind.Subnet"/>: the caller's subnet. Null otherwise.</summary>
    public string? SubnetId { get; init; }

    // Set, not init: the generated reader gives absent init members null instead of these.
    /// <summary>For <see cref="LabCallerKind.Subnet"/>: its security groups; empty means the VPC's default group.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; set; } = [];

    /// <summary>Its private address; null for one made up from the subnet's range.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>A caller outside any VPC.</summary>
    public static LabCaller Internet { get; } = new() { Kind = LabCallerKind.Internet };

    /// <summary>A caller in a subnet.</summary>
    public static LabCaller Subnet(string subnetId, IReadOnlyList<string> securityGroupIds, string? sourceAddress = null) =>
        new()
        {
            Kind = LabCallerKind.Subnet,
            SubnetId = subnetId,
            SecurityGroupIds = securityGroupIds,
            SourceAddress = sourceAddress,
        };
}
