namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of CreateDeployment.</summary>
internal sealed class CreateDeploymentResponse : Deployment;
