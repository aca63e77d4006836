namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetDeployment.</summary>
internal sealed class GetDeploymentResponse : Deployment;
