using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Request of TagRole.</summary>
internal sealed class TagRoleRequest : QueryRequest
{
    public required string RoleName { get; set; }

    public required List<Tag> Tags { get; set; }

    internal override void Write(QueryWire wire) => wire
        .Add("RoleName", RoleName)
        .List("Tags", Tags, (item, tag) => item.Add("Key", tag.Key).Add("Value", tag.Value));
}
