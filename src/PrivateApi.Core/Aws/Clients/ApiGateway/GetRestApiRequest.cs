using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetRestApi.</summary>
internal sealed class GetRestApiRequest : RestRequest
{
    public required string RestApiId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}")
        .Path("restapi_id", RestApiId);
}
