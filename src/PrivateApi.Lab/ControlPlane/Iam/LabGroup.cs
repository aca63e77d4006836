namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A group of users with its policies.</summary>
internal sealed class LabGroup : ILabPolicyHolder
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Names of its users.</summary>
    public SortedSet<string> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

    public SortedDictionary<string, string> Policies { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Attached { get; } = [];
}
