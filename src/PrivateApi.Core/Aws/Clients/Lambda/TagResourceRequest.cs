using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of TagResource.</summary>
internal sealed class TagResourceRequest : RestRequest
{
    [JsonIgnore]
    public required string Resource { get; set; }

    public required Dictionary<string, string> Tags { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/2017-03-31/tags/{Resource}")
        .Path("Resource", Resource)
        .Json(this, LambdaBodies.Default.TagResourceRequest);
}
