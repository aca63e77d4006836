using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetStage.</summary>
internal sealed class GetStageRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/stages/{stage_name}")
        .Path("restapi_id", RestApiId)
        .Path("stage_name", StageName);
}
