using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of UpdateRestApi.</summary>
internal sealed class UpdateRestApiRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) => wire
        .Patch("/restapis/{restapi_id}")
        .Path("restapi_id", RestApiId)
        .Json(this, ApiGatewayBodies.Default.UpdateRestApiRequest);
}
