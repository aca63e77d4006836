using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of UpdateStage.</summary>
internal sealed class UpdateStageRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    [JsonIgnore]
    public required string StageName { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) => wire
        .Patch("/restapis/{restapi_id}/stages/{stage_name}")
        .Path("restapi_id", RestApiId)
        .Path("stage_name", StageName)
        .Json(this, ApiGatewayBodies.Default.UpdateStageRequest);
}
