using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of UntagResource.</summary>
internal sealed class UntagResourceResponse : AmazonWebServiceResponse;
