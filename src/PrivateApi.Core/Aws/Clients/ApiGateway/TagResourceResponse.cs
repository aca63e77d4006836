using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of TagResource.</summary>
internal sealed class TagResourceResponse : AmazonWebServiceResponse;
