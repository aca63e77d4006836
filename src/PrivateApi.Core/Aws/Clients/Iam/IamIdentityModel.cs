using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of GetUser.</summary>
internal sealed class GetUserRequest : QueryRequest
{
    public required string UserName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("UserName", UserName);
}

/// <summary>Request of ListUserPolicies.</summary>
internal sealed class ListUserPoliciesRequest : QueryRequest
{
    public required string UserName { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("UserName", UserName).Add("Marker", Marker);
}

/// <summary>Request of GetUserPolicy.</summary>
internal sealed class GetUserPolicyRequest : QueryRequest
{
    public required string UserName { get; set; }

    public required string PolicyName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("UserName", UserName).Add("PolicyName", PolicyName);
}

/// <summary>Request of ListAttachedUserPolicies.</summary>
internal sealed class ListAttachedUserPoliciesRequest : QueryRequest
{
    public required string UserName { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("UserName", UserName).Add("Marker", Marker);
}

/// <summary>Request of ListGroupsForUser.</summary>
internal sealed class ListGroupsForUserRequest : QueryRequest
{
    public required string UserName { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("UserName", UserName).Add("Marker", Marker);
}

/// <summary>Request of ListGroupPolicies.</summary>
internal sealed class ListGroupPoliciesRequest : QueryRequest
{
    public required string GroupName { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("GroupName", GroupName).Add("Marker", Marker);
}

/// <summary>Request of GetGroupPolicy.</summary>
internal sealed class GetGroupPolicyRequest : QueryRequest
{
    public required string GroupName { get; set; }

    public required string PolicyName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("GroupName", GroupName).Add("PolicyName", PolicyName);
}

/// <summary>Request of ListAttachedGroupPolicies.</summary>
internal sealed class ListAttachedGroupPoliciesRequest : QueryRequest
{
    public required string GroupName { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("GroupName", GroupName).Add("Marker", Marker);
}

/// <summary>Request of GetPolicy.</summary>
internal sealed class GetPolicyRequest : QueryRequest
{
    public required string PolicyArn { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("PolicyArn", PolicyArn);
}

/// <summary>Request of GetPolicyVersion.</summary>
internal sealed class GetPolicyVersionRequest : QueryRequest
{
    public required string PolicyArn { get; set; }

    public required string VersionId { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("PolicyArn", PolicyArn).Add("VersionId", VersionId);
}

/// <summary>Answer of GetUser; a user as a policy's conditions see it.</summary>
internal sealed class GetUserResponse : AmazonWebServiceResponse
{
    public string Arn { get; init; } = string.Empty;

    public string UserId { get; init; } = string.Empty;

    public string? PermissionsBoundaryArn { get; init; }

    public List<Tag> Tags { get; init; } = [];
}

/// <summary>A page of names: of inline policies, or of groups.</summary>
internal sealed class NamesResponse : AmazonWebServiceResponse
{
    public List<string> Names { get; init; } = [];

    public string? Marker { get; init; }
}

/// <summary>The text of a policy, as IAM sends it: percent-encoded (RFC 3986).</summary>
internal sealed class PolicyTextResponse : AmazonWebServiceResponse
{
    public string PolicyDocument { get; init; } = string.Empty;
}

/// <summary>Answer of GetPolicy.</summary>
internal sealed class GetPolicyResponse : AmazonWebServiceResponse
{
    public string DefaultVersionId { get; init; } = string.Empty;
}
