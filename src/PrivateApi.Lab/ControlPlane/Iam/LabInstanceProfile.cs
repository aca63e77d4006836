namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>An instance profile: it passes a role to an instance.</summary>
internal sealed class LabInstanceProfile
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Its one role; null for none yet.</summary>
    public LabRole? Role { get; set; }
}
