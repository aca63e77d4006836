using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of GetRole.</summary>
internal sealed class GetRoleRequest : QueryRequest
{
    public required string RoleName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName);
}
