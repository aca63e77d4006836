namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of CreateDeployment.</summary>
internal sealed class CreateDeploymentResponse : Deployment;
