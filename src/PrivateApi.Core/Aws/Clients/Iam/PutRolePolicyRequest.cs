using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of PutRolePolicy.</summary>
internal sealed class PutRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyName { get; set; }

    public required string PolicyDocument { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .Add("PolicyName", PolicyName)
        .Add("PolicyDocument", PolicyDocument);
}
