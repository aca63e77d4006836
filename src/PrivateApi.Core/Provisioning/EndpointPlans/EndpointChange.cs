namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>What <c>Set-PrivateApiEndpoint</c> was asked for; null leaves a thing as it is.</summary>
internal sealed record EndpointChange
{
    /// <summary>The subnets it shall have, all of them.</summary>
    public IReadOnlyList<string>? SubnetId { get; init; }

    /// <summary>The security groups it shall have, all of them.</summary>
    public IReadOnlyList<string>? SecurityGroupId { get; init; }

    /// <summary>Whether the VPC's resolver shall answer execute-api names with it.</summary>
    public bool? PrivateDnsEnabled { get; init; }

    /// <summary>The endpoint policy it shall have, as JSON.</summary>
    public string? Policy { get; init; }

    /// <summary>The address type it shall have.</summary>
    public string? IpAddressType { get; init; }
}
