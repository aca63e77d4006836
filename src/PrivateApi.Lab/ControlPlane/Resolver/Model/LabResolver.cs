using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Resolver.Model;

/// <summary>A Resolver endpoint, inbound (receives queries from outside the VPC) or outbound (sends queries for the VPC).</summary>
internal sealed class LabResolverEndpoint
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string CreatorRequestId { get; init; }

    public string? Name { get; set; }

    /// <summary><c>INBOUND</c> or <c>OUTBOUND</c>.</summary>
    public required string Direction { get; init; }

    public bool IsInbound => Direction == "INBOUND";

    public required string VpcId { get; init; }

    public required IReadOnlyList<string> SecurityGroupIds { get; init; }

    /// <summary><c>IPV4</c>, <c>IPV6</c> or <c>DUALSTACK</c>.</summary>
    public required string Type { get; set; }

    /// <summary><c>Do53</c>, <c>DoH</c>, <c>DoH-FIPS</c>.</summary>
    public required IReadOnlyList<string> Protocols { get; set; }

    public List<LabResolverAddress> Addresses { get; } = [];

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset OperationalAt { get; set; }

    /// <summary>When it was last updated; null if it never was.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When deleting ends; null before DeleteResolverEndpoint.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary><c>CREATING</c>, <c>UPDATING</c>, <c>OPERATIONAL</c> or <c>DELETING</c>.</summary>
    public string StatusAt(DateTimeOffset now) =>
        GoneAt is not null ? "DELETING"
        : now < OperationalAt ? (UpdatedAt is null ? "CREATING" : "UPDATING")
        : "OPERATIONAL";
}

/// <summary>An address of a Resolver endpoint: a network interface in one of its subnets.</summary>
internal sealed record LabResolverAddress(string Id, LabNetworkInterface Interface)
{
    public string SubnetId => Interface.SubnetId;

    /// <summary>Null in an IPv6-only subnet.</summary>
    public string? Ip => Interface.PrivateIpAddress;

    /// <summary>Null without an IPv6 address.</summary>
    public string? Ipv6 => Interface.Ipv6Address;
}

/// <summary>A rule that says who answers for a domain and everything below it.</summary>
internal sealed class LabResolverRule
{
    /// <summary>The rule that every VPC has: the internet for everything that no other rule covers.</summary>
    public const string InternetResolver = "rslvr-autodefined-rr-internet-resolver";

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string CreatorRequestId { get; init; }

    public string? Name { get; init; }

    /// <summary><c>FORWARD</c>, <c>SYSTEM</c>, or <c>RECURSIVE</c> for the autodefined one.</summary>
    public required string RuleType { get; init; }

    /// <summary>Lower-case, with a trailing dot.</summary>
    public required string DomainName { get; init; }

    public IReadOnlyList<LabResolverTarget> Targets { get; init; } = [];

    /// <summary>The outbound endpoint; null unless the rule forwards.</summary>
    public string? EndpointId { get; init; }

    /// <summary>The account, or <c>Route 53 Resolver</c> for the autodefined rule.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Null for the autodefined rule.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}

/// <summary>A name server that a rule forwards to; one of the two addresses is null.</summary>
internal sealed record LabResolverTarget(string? Ip, string? Ipv6, int Port, string? Protocol);

/// <summary>A rule associated with a VPC.</summary>
internal sealed class LabRuleAssociation
{
    public required string Id { get; init; }

    public required string RuleId { get; init; }

    public required string VpcId { get; init; }

    public string? Name { get; init; }

    public required DateTimeOffset CompleteAt { get; init; }

    /// <summary>When it ends; null before DisassociateResolverRule.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary><c>CREATING</c>, <c>COMPLETE</c> or <c>DELETING</c>.</summary>
    public string StatusAt(DateTimeOffset now) =>
        GoneAt is not null ? "DELETING"
        : now < CompleteAt ? "CREATING"
        : "COMPLETE";
}
