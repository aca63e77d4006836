using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of DeleteRestApi.</summary>
internal sealed class DeleteRestApiRequest : RestRequest
{
    public required string RestApiId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Delete("/restapis/{restapi_id}")
        .Path("restapi_id", RestApiId);
}
