using System.Runtime.CompilerServices;
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
    public int Version { get; init; } = 1;

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The account of the caller's networks and endpoints, where another than the API's was read; null for the same.</summary>
    public string? CallerAccountId { get; init; }

    /// <summary>The Region.</summary>
    public required string Region { get; init; }

    /// <summary>The partition.</summary>
    public required string Partition { get; init; }

    /// <summary>The partition's DNS suffix.</summary>
    public required string DnsSuffix { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The APIs concerned.</summary>
    [JsonPropertyName("api")]
    public IReadOnlyList<ApiFact> Apis { get; init; } = [];

    /// <summary>The account's other, public APIs; null when they were not read.</summary>
    [JsonPropertyName("publicApi")]
    public IReadOnlyList<PublicApiFact>? PublicApis { get; init; }

    /// <summary>HTTP and WebSocket APIs among those concerned: an id that no REST API has was looked for there.</summary>
    [JsonPropertyName("v2Api")]
    public IReadOnlyList<V2ApiFact> V2Apis { get; init; } = [];

    [JsonPropertyName("domain")]
    public IReadOnlyList<DomainFact> Domains { get; init; } = [];

    [JsonPropertyName("endpoint")]
    public IReadOnlyList<EndpointFact> Endpoints { get; init; } = [];

    [JsonPropertyName("vpc")]
    public IReadOnlyList<VpcFact> Vpcs { get; init; } = [];

    [JsonPropertyName("subnet")]
    public IReadOnlyList<SubnetFact> Subnets { get; init; } = [];

    [JsonPropertyName("routeTable")]
    public IReadOnlyList<RouteTableFact> RouteTables { get; init; } = [];

    [JsonPropertyName("networkAcl")]
    public IReadOnlyList<NetworkAclFact> NetworkAcls { get; init; } = [];

    [JsonPropertyName("securityGroup")]
    public IReadOnlyList<SecurityGroupFact> SecurityGroups { get; init; } = [];

    [JsonPropertyName("prefixList")]
    public IReadOnlyList<PrefixListFact> PrefixLists { get; init; } = [];

    [JsonPropertyName("networkInterface")]
    public IReadOnlyList<InterfaceFact> NetworkInterfaces { get; init; } = [];

    [JsonPropertyName("peering")]
    public IReadOnlyList<PeeringFact> Peerings { get; init; } = [];

    [JsonPropertyName("transitGateway")]
    public IReadOnlyList<TransitGatewayFact> TransitGateways { get; init; } = [];

    [JsonPropertyName("vpnGateway")]
    public IReadOnlyList<VpnGatewayFact> VpnGateways { get; init; } = [];

    [JsonPropertyName("hostedZone")]
    public IReadOnlyList<HostedZoneFact> HostedZones { get; init; } = [];

    [JsonPropertyName("inboundResolver")]
    public IReadOnlyList<InboundResolverFact> InboundResolvers { get; init; } = [];

    [JsonPropertyName("resolverRule")]
    public IReadOnlyList<ResolverRuleFact> ResolverRules { get; init; } = [];

    /// <summary>Route 53 Profiles on VPCs; not read where the answer does not hang on them.</summary>
    [JsonPropertyName("profile")]
    public IReadOnlyList<ProfileFact> Profiles { get; init; } = [];

    [JsonPropertyName("function")]
    public IReadOnlyList<FunctionFact> Functions { get; init; } = [];

    [JsonPropertyName("vpcLink")]
    public IReadOnlyList<VpcLinkFact> VpcLinks { get; init; } = [];

    /// <summary>Who signs, as far as a method's authorization depends on it; empty where nobody does.</summary>
    [JsonPropertyName("signer")]
    public IReadOnlyList<SignerFact> Signers { get; init; } = [];

    /// <summary>The web ACLs of the stages.</summary>
    [JsonPropertyName("webAcl")]
    public IReadOnlyList<WebAclFact> WebAcls { get; init; } = [];

    /// <summary>The sets of addresses that rules of web ACLs name.</summary>
    [JsonPropertyName("ipSet")]
    public IReadOnlyList<IpSetFact> IpSets { get; init; } = [];

    /// <summary>The API key that the calls carry; empty if the account has no such key, null when that was not read.</summary>
    [JsonPropertyName("apiKey")]
    public IReadOnlyList<ApiKeyFact>? ApiKeys { get; init; }

    /// <summary>The account's usage plans; read only where no plan of the key is for the stage.</summary>
    [JsonPropertyName("usagePlan")]
    public IReadOnlyList<UsagePlanFact> UsagePlans { get; init; } = [];

    /// <summary>The load balancers that calls go through.</summary>
    [JsonPropertyName("loadBalancer")]
    public IReadOnlyList<LoadBalancerFact> LoadBalancers { get; init; } = [];

    /// <summary>The load balancers behind VPC links.</summary>
    [JsonPropertyName("backend")]
    public IReadOnlyList<BackendFact> Backends { get; init; } = [];

    /// <summary>The target groups of both.</summary>
    [JsonPropertyName("targetGroup")]
    public IReadOnlyList<TargetGroupFact> TargetGroups { get; init; } = [];

    /// <summary>The issued certificates of the account and Region; read only where a listener lacks one for the name called.</summary>
    [JsonPropertyName("certificate")]
    public IReadOnlyList<CertificateFact> Certificates { get; init; } = [];

    /// <summary>What could not be read, and the permission that would show it.</summary>
    public IReadOnlyList<DeniedRead> Denied { get; init; } = [];

    /// <summary>The account or accounts that were read, and the Region.</summary>
    [JsonIgnore]
    public string Place => CallerAccountId is { } other ? $"account {AccountId} or {other}, {Region}" : $"account {AccountId}, {Region}";

    /// <summary>The facts by id; made when first asked for, and anew for a changed copy.</summary>
    [JsonIgnore]
    public SnapshotIndex Index => _index is { } index && ReferenceEquals(index.Snapshot, this) ? index : _index = new SnapshotIndex(this);

    /// <summary>True for an account that was read; also for null, where an owner is not known.</summary>
    /// <param name="ownerId">An account.</param>
    public bool IsOurs(string? ownerId) => ownerId is null or "" || ownerId == AccountId || ownerId == CallerAccountId;

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

    // Two snapshots are the same one or two: their lists would be compared by identity anyway, and the index is made from this one.
    public bool Equals(AccountSnapshot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
