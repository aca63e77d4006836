using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of DeleteRestApi.</summary>
internal sealed class DeleteRestApiResponse : AmazonWebServiceResponse;
