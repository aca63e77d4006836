using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetResources.</summary>
internal sealed class GetResourcesRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    public List<string>? Embed { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/resources")
        .Path("restapi_id", RestApiId)
        .Query("position", Position)
        .Query("limit", Limit)
        .Query("embed", Embed);
}
