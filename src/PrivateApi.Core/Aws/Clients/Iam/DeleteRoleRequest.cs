using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of DeleteRole.</summary>
internal sealed class DeleteRoleRequest : QueryRequest
{
    public required string RoleName { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("RoleName", RoleName);
}
