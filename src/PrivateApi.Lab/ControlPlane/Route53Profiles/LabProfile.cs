namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>A Route 53 Profile.</summary>
internal sealed class LabProfile
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string OwnerId { get; init; }

    public required string Name { get; init; }

    public required string ClientToken { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it carries, in order of creation.</summary>
    public List<LabProfileResource> Resources { get; } = [];

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}

/// <summary>A zone, rule, firewall group or endpoint that a Profile carries.</summary>
internal sealed class LabProfileResource
{
    public required string Id { get; init; }

    public required string ProfileId { get; init; }

    public required string OwnerId { get; init; }

    public required string Name { get; set; }

    public required string ResourceArn { get; init; }

    public required ProfileResourceKind Kind { get; init; }

    /// <summary>JSON, for a firewall group; null for anything else.</summary>
    public string? Properties { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public required DateTimeOffset CompleteAt { get; set; }

    /// <summary>When it ends; null before it is taken out.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>Its id in its own service.</summary>
    public string ResourceId => ResourceArn.Split('/')[^1];

    /// <summary><c>UPDATING</c>, <c>COMPLETE</c> or <c>DELETING</c>.</summary>
    public string StatusAt(DateTimeOffset now) =>
        GoneAt is not null ? "DELETING"
        : now < CompleteAt ? "UPDATING"
        : "COMPLETE";
}

/// <summary>A Profile on a VPC. The account that made the association holds it.</summary>
internal sealed class LabProfileAssociation
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string OwnerId { get; init; }

    public required string ProfileId { get; init; }

    public required string VpcId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset CompleteAt { get; init; }

    /// <summary>When it ends; null before DisassociateProfile.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary><c>CREATING</c>, <c>COMPLETE</c> or <c>DELETING</c>.</summary>
    public string StatusAt(DateTimeOffset now) =>
        GoneAt is not null ? "DELETING"
        : now < CompleteAt ? "CREATING"
        : "COMPLETE";
}
