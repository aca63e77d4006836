namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Subnets and security groups that a function has.</summary>
internal sealed class VpcConfigResponse
{
    public List<string>? SubnetIds { get; set; }

    public List<string>? SecurityGroupIds { get; set; }

    public string? VpcId { get; set; }

    public bool? Ipv6AllowedForDualStack { get; set; }
}
