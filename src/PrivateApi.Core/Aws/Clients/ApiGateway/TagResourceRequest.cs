using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of TagResource.</summary>
internal sealed class TagResourceRequest : RestRequest
{
    [JsonIgnore]
    public required string ResourceArn { get; set; }

    public required Dictionary<string, string> Tags { get; set; }

    internal override void Write(RestWire wire) => wire
        .Put("/tags/{resource_arn}")
        .Path("resource_arn", ResourceArn)
        .Json(this, ApiGatewayBodies.Default.TagResourceRequest);
}
