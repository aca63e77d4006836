using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetGatewayResponses.</summary>
internal sealed class GetGatewayResponsesRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/gatewayresponses")
        .Path("restapi_id", RestApiId)
        .Query("position", Position)
        .Query("limit", Limit);
}
