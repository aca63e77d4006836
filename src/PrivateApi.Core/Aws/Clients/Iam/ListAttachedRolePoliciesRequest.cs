using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of ListAttachedRolePolicies.</summary>
internal sealed class ListAttachedRolePoliciesRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public string? PathPrefix { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .Add("PathPrefix", PathPrefix)
        .Add("Marker", Marker)
        .Add("MaxItems", MaxItems);
}
