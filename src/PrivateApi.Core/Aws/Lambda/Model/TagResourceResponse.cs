using Amazon.Runtime;

namespace PrivateApi.Aws.Lambda;

/// <summary>Answer of TagResource.</summary>
internal sealed class TagResourceResponse : AmazonWebServiceResponse;
