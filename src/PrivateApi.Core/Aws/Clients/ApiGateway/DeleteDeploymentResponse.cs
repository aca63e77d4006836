using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of DeleteDeployment.</summary>
internal sealed class DeleteDeploymentResponse : AmazonWebServiceResponse;
