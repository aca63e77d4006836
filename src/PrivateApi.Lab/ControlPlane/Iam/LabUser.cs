namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A user with access keys and policies.</summary>
internal sealed class LabUser : ILabPolicyHolder
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string? PermissionsBoundary { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Inline policies by name.</summary>
    public SortedDictionary<string, string> Policies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>ARNs of the managed policies attached, in order.</summary>
    public List<string> Attached { get; } = [];

    /// <summary>When each access key was created, by its id.</summary>
    public SortedDictionary<string, DateTimeOffset> AccessKeys { get; } = new(StringComparer.Ordinal);
}
