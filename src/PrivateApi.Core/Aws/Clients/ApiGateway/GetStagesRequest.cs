using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetStages.</summary>
internal sealed class GetStagesRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? DeploymentId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/stages")
        .Path("restapi_id", RestApiId)
        .Query("deploymentId", DeploymentId);
}
