namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetDeployment.</summary>
internal sealed class GetDeploymentResponse : Deployment;
