using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of CreateRole.</summary>
internal sealed class CreateRoleRequest : QueryRequest
{
    public string? Path { get; set; }

    public required string RoleName { get; set; }

    public required string AssumeRolePolicyDocument { get; set; }

    public string? Description { get; set; }

    public int? MaxSessionDuration { get; set; }

    public string? PermissionsBoundary { get; set; }

    public List<Tag>? Tags { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("Path", Path)
        .Add("RoleName", RoleName)
        .Add("AssumeRolePolicyDocument", AssumeRolePolicyDocument)
        .Add("Description", Description)
        .Add("MaxSessionDuration", MaxSessionDuration)
        .Add("PermissionsBoundary", PermissionsBoundary)
        .List("Tags", Tags, (item, tag) => item.Add("Key", tag.Key).Add("Value", tag.Value));
}
