namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>An address of a Resolver endpoint.</summary>
internal sealed class IpAddressResponse
{
    public string? IpId { get; set; }

    public string? SubnetId { get; set; }

    public string? Ip { get; set; }

    public string? Ipv6 { get; set; }

    /// <summary><c>ATTACHED</c> when it answers.</summary>
    public string Status { get; set; } = string.Empty;

    public string? StatusMessage { get; set; }
}
