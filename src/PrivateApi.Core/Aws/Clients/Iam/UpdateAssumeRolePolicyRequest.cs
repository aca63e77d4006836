using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of UpdateAssumeRolePolicy.</summary>
internal sealed class UpdateAssumeRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyDocument { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .Add("PolicyDocument", PolicyDocument);
}
