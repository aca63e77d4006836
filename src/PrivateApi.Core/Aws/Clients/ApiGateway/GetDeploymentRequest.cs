using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetDeployment.</summary>
internal sealed class GetDeploymentRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string DeploymentId { get; set; }

    public List<string>? Embed { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/deployments/{deployment_id}")
        .Path("restapi_id", RestApiId)
        .Path("deployment_id", DeploymentId)
        .Query("embed", Embed);
}
