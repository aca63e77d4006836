namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Subnets and security groups that a function is to have.</summary>
internal sealed class VpcConfig
{
    public List<string>? SubnetIds { get; set; }

    public List<string>? SecurityGroupIds { get; set; }

    public bool? Ipv6AllowedForDualStack { get; set; }
}
