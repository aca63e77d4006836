using Amazon.Runtime;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of UntagResource.</summary>
internal sealed class UntagResourceResponse : AmazonWebServiceResponse;
