namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>A Resolver endpoint.</summary>
internal sealed class ResolverEndpoint
{
    public string Id { get; set; } = string.Empty;

    public string? Arn { get; set; }

    public string? Name { get; set; }

    public List<string> SecurityGroupIds { get; set; } = [];

    /// <summary><c>INBOUND</c>, <c>OUTBOUND</c> or <c>INBOUND_DELEGATION</c>.</summary>
    public string Direction { get; set; } = string.Empty;

    public int? IpAddressCount { get; set; }

    public string HostVPCId { get; set; } = string.Empty;

    /// <summary><c>OPERATIONAL</c> when it answers.</summary>
    public string Status { get; set; } = string.Empty;

    public string? StatusMessage { get; set; }

    public string? ResolverEndpointType { get; set; }

    public List<string>? Protocols { get; set; }
}
