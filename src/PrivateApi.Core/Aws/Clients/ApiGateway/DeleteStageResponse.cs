using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of DeleteStage.</summary>
internal sealed class DeleteStageResponse : AmazonWebServiceResponse;
