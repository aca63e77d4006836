using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of CreateStage.</summary>
internal sealed class CreateStageRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    public required string DeploymentId { get; set; }

    public string? Description { get; set; }

    public bool? CacheClusterEnabled { get; set; }

    public string? CacheClusterSize { get; set; }

    public Dictionary<string, string>? Variables { get; set; }

    public string? DocumentationVersion { get; set; }

    public CanarySettings? CanarySettings { get; set; }

    public bool? TracingEnabled { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/restapis/{restapi_id}/stages")
        .Path("restapi_id", RestApiId)
        .Json(this, ApiGatewayBodies.Default.CreateStageRequest);
}
