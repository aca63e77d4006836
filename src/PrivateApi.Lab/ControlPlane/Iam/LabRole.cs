namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A role with its policies.</summary>
internal sealed class LabRole : ILabPolicyHolder
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    /// <summary>When it was created; Lambda cannot assume it for a while after that.</summary>
    public required DateTimeOffset Created { get; init; }

    public required string TrustPolicy { get; set; }

    public string? Description { get; set; }

    public required int MaxSessionDuration { get; set; }

    public string? PermissionsBoundary { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Inline policies by name.</summary>
    public SortedDictionary<string, string> Policies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>ARNs of the managed policies attached, in order.</summary>
    public List<string> Attached { get; } = [];
}
