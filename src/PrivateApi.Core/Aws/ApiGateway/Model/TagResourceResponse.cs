using Amazon.Runtime;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of TagResource.</summary>
internal sealed class TagResourceResponse : AmazonWebServiceResponse;
