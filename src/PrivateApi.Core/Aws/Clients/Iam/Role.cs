namespace PrivateApi.Aws.Clients.Iam;

/// <summary>A role.</summary>
internal sealed class Role
{
    public string Path { get; set; } = string.Empty;

    public string RoleName { get; set; } = string.Empty;

    public string RoleId { get; set; } = string.Empty;

    public string Arn { get; set; } = string.Empty;

    public DateTime CreateDate { get; set; }

    public string? AssumeRolePolicyDocument { get; set; }

    public string? Description { get; set; }

    public int? MaxSessionDuration { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public List<Tag>? Tags { get; set; }
}
