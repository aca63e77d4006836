using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of TagResource.</summary>
internal sealed class TagResourceResponse : AmazonWebServiceResponse;
