// Over 250 lines: the wire types of one service, as its API reference lists them.
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>A role's permissions boundary.</summary>
internal sealed class AttachedPermissionsBoundary
{
    public string? PermissionsBoundaryType { get; set; }

    public string? PermissionsBoundaryArn { get; set; }
}

/// <summary>A managed policy attached to a role.</summary>
internal sealed class AttachedPolicy
{
    public string PolicyName { get; set; } = string.Empty;

    public string PolicyArn { get; set; } = string.Empty;
}

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

/// <summary>A tag.</summary>
internal sealed class Tag
{
    public string Key { get; set; } = string.Empty;

    public string Value { get; set; } = string.Empty;
}

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

    internal override void Write(QueryWire wire) =>
        wire.Add("Path", Path)
            .Add("RoleName", RoleName)
            .Add("AssumeRolePolicyDocument", AssumeRolePolicyDocument)
            .Add("Description", Description)
            .Add("MaxSessionDuration", MaxSessionDuration)
            .Add("PermissionsBoundary", PermissionsBoundary)
            .List("Tags", Tags, (item, tag) => item.Add("Key", tag.Key).Add("Value", tag.Value));
}

/// <summary>Answer of CreateRole.</summary>
internal sealed class CreateRoleResponse : AmazonWebServiceResponse
{
    public Role Role { get; set; } = new();
}

/// <summary>Request of DeleteRole.</summary>
internal sealed class DeleteRoleRequest : QueryRequest
{
    public required string RoleName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName);
}

/// <summary>Answer of DeleteRole.</summary>
internal sealed class DeleteRoleResponse : AmazonWebServiceResponse;

/// <summary>Request of DeleteRolePolicy.</summary>
internal sealed class DeleteRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName).Add("PolicyName", PolicyName);
}

/// <summary>Answer of DeleteRolePolicy.</summary>
internal sealed class DeleteRolePolicyResponse : AmazonWebServiceResponse;

/// <summary>Request of DetachRolePolicy.</summary>
internal sealed class DetachRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyArn { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName).Add("PolicyArn", PolicyArn);
}

/// <summary>Answer of DetachRolePolicy.</summary>
internal sealed class DetachRolePolicyResponse : AmazonWebServiceResponse;

/// <summary>Request of GetRole.</summary>
internal sealed class GetRoleRequest : QueryRequest
{
    public required string RoleName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName);
}

/// <summary>Answer of GetRole.</summary>
internal sealed class GetRoleResponse : AmazonWebServiceResponse
{
    public Role Role { get; set; } = new();
}

/// <summary>Request of GetRolePolicy.</summary>
internal sealed class GetRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName).Add("PolicyName", PolicyName);
}

/// <summary>Answer of GetRolePolicy.</summary>
internal sealed class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string RoleName { get; set; } = string.Empty;

    public string PolicyName { get; set; } = string.Empty;

    public string PolicyDocument { get; set; } = string.Empty;
}

/// <summary>Request of ListAttachedRolePolicies.</summary>
internal sealed class ListAttachedRolePoliciesRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public string? PathPrefix { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(QueryWire wire) =>
        wire.Add("RoleName", RoleName).Add("PathPrefix", PathPrefix).Add("Marker", Marker).Add("MaxItems", MaxItems);
}

/// <summary>Answer of ListAttachedRolePolicies.</summary>
internal sealed class ListAttachedRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<AttachedPolicy> AttachedPolicies { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>Request of ListRolePolicies.</summary>
internal sealed class ListRolePoliciesRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName).Add("Marker", Marker).Add("MaxItems", MaxItems);
}

/// <summary>Answer of ListRolePolicies.</summary>
internal sealed class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<string> PolicyNames { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>Request of ListRoleTags.</summary>
internal sealed class ListRoleTagsRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName).Add("Marker", Marker).Add("MaxItems", MaxItems);
}

/// <summary>Answer of ListRoleTags.</summary>
internal sealed class ListRoleTagsResponse : AmazonWebServiceResponse
{
    public List<Tag> Tags { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>Request of PutRolePolicy.</summary>
internal sealed class PutRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyName { get; set; }

    public required string PolicyDocument { get; set; }

    internal override void Write(QueryWire wire) =>
        wire.Add("RoleName", RoleName).Add("PolicyName", PolicyName).Add("PolicyDocument", PolicyDocument);
}

/// <summary>Answer of PutRolePolicy.</summary>
internal sealed class PutRolePolicyResponse : AmazonWebServiceResponse;

/// <summary>Request of TagRole.</summary>
internal sealed class TagRoleRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required List<Tag> Tags { get; set; }

    internal override void Write(QueryWire wire) =>
        wire.Add("RoleName", RoleName).List("Tags", Tags, (item, tag) => item.Add("Key", tag.Key).Add("Value", tag.Value));
}

/// <summary>Answer of TagRole.</summary>
internal sealed class TagRoleResponse : AmazonWebServiceResponse;

/// <summary>Request of UpdateAssumeRolePolicy.</summary>
internal sealed class UpdateAssumeRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyDocument { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName).Add("PolicyDocument", PolicyDocument);
}

/// <summary>Answer of UpdateAssumeRolePolicy.</summary>
internal sealed class UpdateAssumeRolePolicyResponse : AmazonWebServiceResponse;
