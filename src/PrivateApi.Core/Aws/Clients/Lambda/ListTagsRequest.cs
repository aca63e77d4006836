using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of ListTags.</summary>
internal sealed class ListTagsRequest : RestRequest
{
    public required string Resource { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2017-03-31/tags/{Resource}")
        .Path("Resource", Resource);
}
