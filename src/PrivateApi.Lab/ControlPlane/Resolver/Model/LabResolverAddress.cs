using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Resolver.Model;

/// <summary>An address of a Resolver endpoint: a network interface in one of its subnets.</summary>
internal sealed record LabResolverAddress(string Id, LabNetworkInterface Interface)
{
    public string SubnetId => Interface.SubnetId;

    public string Ip => Interface.PrivateIpAddress;

    /// <summary>Null without an IPv6 address.</summary>
    public string? Ipv6 => Interface.Ipv6Address;
}
