using Amazon.Runtime;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of DeleteDeployment.</summary>
internal sealed class DeleteDeploymentResponse : AmazonWebServiceResponse;
