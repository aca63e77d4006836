using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of ListRolePolicies.</summary>
internal sealed class ListRolePoliciesRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .Add("Marker", Marker)
        .Add("MaxItems", MaxItems);
}
