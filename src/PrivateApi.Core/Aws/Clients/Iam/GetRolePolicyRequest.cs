using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of GetRolePolicy.</summary>
internal sealed class GetRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyName { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .Add("PolicyName", PolicyName);
}
