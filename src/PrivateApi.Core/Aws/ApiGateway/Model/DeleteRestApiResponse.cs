using Amazon.Runtime;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of DeleteRestApi.</summary>
internal sealed class DeleteRestApiResponse : AmazonWebServiceResponse;
