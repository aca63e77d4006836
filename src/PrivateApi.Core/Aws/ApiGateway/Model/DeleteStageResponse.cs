using Amazon.Runtime;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of DeleteStage.</summary>
internal sealed class DeleteStageResponse : AmazonWebServiceResponse;
