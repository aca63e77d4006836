using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of DeleteDeployment.</summary>
internal sealed class DeleteDeploymentRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string DeploymentId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Delete("/restapis/{restapi_id}/deployments/{deployment_id}")
        .Path("restapi_id", RestApiId)
        .Path("deployment_id", DeploymentId);
}
