using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of DeleteStage.</summary>
internal sealed class DeleteStageRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    internal override void Write(RestWire wire) => wire
        .Delete("/restapis/{restapi_id}/stages/{stage_name}")
        .Path("restapi_id", RestApiId)
        .Path("stage_name", StageName);
}
