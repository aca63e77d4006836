using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetMethod.</summary>
internal sealed class GetMethodRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string ResourceId { get; set; }

    public required string HttpMethod { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}")
        .Path("restapi_id", RestApiId)
        .Path("resource_id", ResourceId)
        .Path("http_method", HttpMethod);
}
