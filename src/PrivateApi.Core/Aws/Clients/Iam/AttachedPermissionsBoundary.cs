namespace PrivateApi.Aws.Clients.Iam;

/// <summary>A role's permissions boundary.</summary>
internal sealed class AttachedPermissionsBoundary
{
    public string? PermissionsBoundaryType { get; set; }

    public string? PermissionsBoundaryArn { get; set; }
}
