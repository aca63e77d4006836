using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of DeleteFunction.</summary>
internal sealed class DeleteFunctionResponse : AmazonWebServiceResponse
{
}
