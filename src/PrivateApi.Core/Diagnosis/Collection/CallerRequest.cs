namespace PrivateApi.Diagnosis.Collection;

/// <summary>The caller as the user names it; nothing set means no caller.</summary>
internal sealed record CallerRequest
{
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    public string? InstanceId { get; init; }

    public string? FunctionName { get; init; }

    public string? NetworkInterfaceId { get; init; }

    /// <summary>The VPC of an address; on premises the one that the gateway is attached to.</summary>
    public string? VpcId { get; init; }

    public string? SourceIp { get; init; }

    public bool IsOnPremises { get; init; }

    /// <summary>For one on premises: its name servers forward to the VPC's inbound resolver.</summary>
    public bool ForwardsNames { get; init; }
}
