namespace PrivateApi.Lab.ControlPlane.Resolver.Model;

/// <summary>A Resolver endpoint, inbound (asked from outside the VPC) or outbound (asks for the VPC).</summary>
internal sealed class LabResolverEndpoint
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string CreatorRequestId { get; init; }

    public string? Name { get; init; }

    /// <summary><c>INBOUND</c> or <c>OUTBOUND</c>.</summary>
    public required string Direction { get; init; }

    public bool IsInbound => Direction == "INBOUND";

    public required string VpcId { get; init; }

    public required IReadOnlyList<string> SecurityGroupIds { get; init; }

    /// <summary><c>IPV4</c>, <c>IPV6</c> or <c>DUALSTACK</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>Do53</c>, <c>DoH</c>, <c>DoH-FIPS</c>.</summary>
    public required IReadOnlyList<string> Protocols { get; init; }

    public List<LabResolverAddress> Addresses { get; } = [];

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset OperationalAt { get; init; }

    /// <summary>When deleting ends; null before DeleteResolverEndpoint.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary><c>CREATING</c>, <c>OPERATIONAL</c> or <c>DELETING</c>.</summary>
    public string StatusAt(DateTimeOffset now) => GoneAt is not null ? "DELETING" : now < OperationalAt ? "CREATING" : "OPERATIONAL";
}
