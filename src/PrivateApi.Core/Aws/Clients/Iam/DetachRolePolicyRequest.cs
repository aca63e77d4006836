using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of DetachRolePolicy.</summary>
internal sealed class DetachRolePolicyRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required string PolicyArn { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .Add("PolicyArn", PolicyArn);
}
