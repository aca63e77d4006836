namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A VPC endpoint, interface or gateway.</summary>
internal sealed class LabVpcEndpoint(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "vpc-endpoint";

    public required string VpcId { get; init; }

    public required string ServiceName { get; init; }

    public required string ServiceRegion { get; init; }

    /// <summary><c>Interface</c> or <c>Gateway</c>.</summary>
    public required string EndpointType { get; init; }

    public bool IsInterface => EndpointType == "Interface";

    /// <summary>The eight characters after the id in its DNS names.</summary>
    public required string DnsLabel { get; init; }

    /// <summary>Hidden private zone of its private names.</summary>
    public required string PrivateZoneId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset AvailableAt { get; init; }

    /// <summary>When a change of subnets or private DNS ends; further changes are refused until then.</summary>
    public DateTimeOffset BusyUntil { get; set; }

    /// <summary>When deleting ends; null before DeleteVpcEndpoints.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public List<string> SubnetIds { get; } = [];

    public List<string> SecurityGroupIds { get; } = [];

    public List<string> RouteTableIds { get; } = [];

    /// <summary>
    /// One per subnet; those of subnets added later appear while the change is in progress (see <see cref="InterfaceIdsAt"/>).
    /// </summary>
    public List<LabNetworkInterface> Interfaces { get; } = [];

    public IEnumerable<string> NetworkInterfaceIds => Interfaces.Select(item => item.Id);

    public List<LabDnsEntry> DnsEntries { get; } = [];

    public bool PrivateDnsEnabled { get; set; }

    /// <summary>The policy, JSON text; the full-access document when none was given.</summary>
    public required string PolicyDocument { get; set; }

    /// <summary><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>.</summary>
    public string IpAddressType { get; set; } = "ipv4";

    /// <summary><c>ipv4</c>, <c>dualstack</c>, <c>ipv6</c> or <c>service-defined</c>.</summary>
    public string DnsRecordIpType { get; set; } = "ipv4";

    /// <summary>Null if it was never asked for; then AWS does not show it.</summary>
    public bool? PrivateDnsOnlyForInboundResolverEndpoint { get; set; }

    /// <summary>The state as AWS writes it on the wire.</summary>
    public string StateAt(DateTimeOffset now) =>
        GoneAt is { } gone
            ? now < gone
                ? "deleting"
                : "deleted"
            : now < AvailableAt
                ? "pending"
                : "available";

    /// <summary>Interfaces that a describe shows: after added subnets it lags (terraform-provider-aws#44824).</summary>
    public IEnumerable<string> InterfaceIdsAt(DateTimeOffset now) =>
        Interfaces.Where(item => item.CreatedAt <= now).Select(item => item.Id);
}

/// <summary>A name that an endpoint answers to.</summary>
internal sealed record LabDnsEntry(string DnsName, string HostedZoneId);

/// <summary>An AWS service that a VPC endpoint can lead to.</summary>
/// <param name="Name">Its name, for instance <c>com.amazonaws.eu-west-1.execute-api</c>.</param>
/// <param name="Type"><c>Interface</c> or <c>Gateway</c>.</param>
/// <param name="ServiceId">Its id, <c>vpce-svc-…</c>.</param>
/// <param name="BaseName">Its own DNS name, for instance <c>execute-api.eu-west-1.vpce.amazonaws.com</c>.</param>
/// <param name="PrivateDnsNames">Names that private DNS points at the endpoint; empty for gateways.</param>
/// <param name="Zones">Zones where it is offered.</param>
internal sealed record LabEndpointService(
    string Name,
    string Type,
    string ServiceId,
    string BaseName,
    IReadOnlyList<string> PrivateDnsNames,
    IReadOnlyList<LabZone> Zones
);
