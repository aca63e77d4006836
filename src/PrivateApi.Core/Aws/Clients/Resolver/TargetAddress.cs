namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>A name server that a rule forwards to.</summary>
internal sealed class TargetAddress
{
    public string? Ip { get; set; }

    public string? Ipv6 { get; set; }

    public int? Port { get; set; }

    public string? Protocol { get; set; }
}
