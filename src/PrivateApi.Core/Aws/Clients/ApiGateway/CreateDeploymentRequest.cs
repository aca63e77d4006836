using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of CreateDeployment.</summary>
internal sealed class CreateDeploymentRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public string? StageName { get; set; }

    public string? StageDescription { get; set; }

    public string? Description { get; set; }

    public bool? CacheClusterEnabled { get; set; }

    public string? CacheClusterSize { get; set; }

    public Dictionary<string, string>? Variables { get; set; }

    public DeploymentCanarySettings? CanarySettings { get; set; }

    public bool? TracingEnabled { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/restapis/{restapi_id}/deployments")
        .Path("restapi_id", RestApiId)
        .Json(this, ApiGatewayBodies.Default.CreateDeploymentRequest);
}
