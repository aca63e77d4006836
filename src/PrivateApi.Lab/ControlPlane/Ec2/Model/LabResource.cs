namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>Any EC2 resource that has an id and can have tags.</summary>
internal abstract class LabResource(string id, string ownerId)
{
    public string Id { get; } = id;

    public string OwnerId { get; } = ownerId;

    /// <summary>The kind as TagSpecifications and DescribeTags name it, for instance <c>security-group</c>.</summary>
    public abstract string ResourceType { get; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}

/// <summary>A resource that is pending, then available; deleting, then shown as deleted for a while.</summary>
internal abstract class LabStagedResource(string id, string ownerId) : LabResource(id, ownerId)
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset AvailableAt { get; init; }

    /// <summary>When deleting ends; null before a delete call.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary><c>pending</c>, <c>available</c>, <c>deleting</c> or <c>deleted</c>.</summary>
    public string StateAt(DateTimeOffset now) =>
        GoneAt is { } gone
            ? now < gone
                ? "deleting"
                : "deleted"
            : now < AvailableAt
                ? "pending"
                : "available";

    /// <summary>True while it is working.</summary>
    public bool IsAvailableAt(DateTimeOffset now) => StateAt(now) == "available";

    /// <summary>True once describe calls no longer show it: AWS is assumed to show deleted ones for about an hour.</summary>
    public bool IsForgottenAt(DateTimeOffset now) => GoneAt + TimeSpan.FromHours(1) <= now;
}
