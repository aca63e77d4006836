using PrivateApi.Policy.Editing;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>The changes that <c>Set-PrivateApiEndpoint</c> was asked for; null leaves a setting as it is.</summary>
internal sealed record EndpointChange
{
    /// <summary>The complete set of its subnets.</summary>
    public IReadOnlyList<string>? SubnetIds { get; init; }

    /// <summary>The complete set of its security groups.</summary>
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>Whether the VPC's resolver is to answer execute-api names with it.</summary>
    public bool? PrivateDnsEnabled { get; init; }

    /// <summary>The new endpoint policy, as JSON.</summary>
    public string? Policy { get; init; }

    /// <summary>What is to be edited in the endpoint policy; null for nothing.</summary>
    public PolicyEdits? PolicyEdits { get; init; }

    /// <summary>The new address type.</summary>
    public string? IpAddressType { get; init; }
}
