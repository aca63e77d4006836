using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>
/// What was true in one account and Region when it was looked at: the facts that a call's path depends on, without anything
/// secret. Written as JSON it can be attached to a ticket and judged again elsewhere.
/// </summary>
internal sealed record AccountSnapshot
{
    private SnapshotIndex? _index;

    /// <summary>The form of the JSON; a reader refuses others.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The Region.</summary>
    public required string Region { get; init; }

    /// <summary>The partition.</summary>
    public required string Partition { get; init; }

    /// <summary>The partition's DNS suffix.</summary>
    public required string DnsSuffix { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The APIs concerned.</summary>
    public IReadOnlyList<ApiFact> Api { get; set; } = [];

    /// <summary>The account's other, public APIs; null when they were not read.</summary>
    public IReadOnlyList<PublicApiFact>? PublicApi { get; set; }

    public IReadOnlyList<DomainFact> Domain { get; set; } = [];

    public IReadOnlyList<EndpointFact> Endpoint { get; set; } = [];

    public IReadOnlyList<VpcFact> Vpc { get; set; } = [];

    public IReadOnlyList<SubnetFact> Subnet { get; set; } = [];

    public IReadOnlyList<RouteTableFact> RouteTable { get; set; } = [];

    public IReadOnlyList<NetworkAclFact> NetworkAcl { get; set; } = [];

    public IReadOnlyList<SecurityGroupFact> SecurityGroup { get; set; } = [];

    public IReadOnlyList<PrefixListFact> PrefixList { get; set; } = [];

    public IReadOnlyList<InterfaceFact> NetworkInterface { get; set; } = [];

    public IReadOnlyList<PeeringFact> Peering { get; set; } = [];

    public IReadOnlyList<TransitGatewayFact> TransitGateway { get; set; } = [];

    public IReadOnlyList<VpnGatewayFact> VpnGateway { get; set; } = [];

    public IReadOnlyList<HostedZoneFact> HostedZone { get; set; } = [];

    public IReadOnlyList<InboundResolverFact> InboundResolver { get; set; } = [];

    public IReadOnlyList<ResolverRuleFact> ResolverRule { get; set; } = [];

    public IReadOnlyList<FunctionFact> Function { get; set; } = [];

    public IReadOnlyList<VpcLinkFact> VpcLink { get; set; } = [];

    /// <summary>What could not be read, and the permission that would show it.</summary>
    public IReadOnlyList<DeniedRead> Denied { get; set; } = [];

    /// <summary>The facts by id; made when first asked for, and anew for a changed copy.</summary>
    [JsonIgnore]
    public SnapshotIndex Index => _index is { } index && ReferenceEquals(index.Snapshot, this) ? index : _index = new SnapshotIndex(this);

    /// <summary>What kept a list from being read whole; null when it was.</summary>
    /// <param name="subject">The list's name.</param>
    public DeniedRead? Missing(string subject)
    {
        foreach (DeniedRead denied in Denied)
        {
            if (denied.Subject == subject)
            {
                return denied;
            }
        }

        return null;
    }

    // The index is no part of the value.
    public bool Equals(AccountSnapshot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
