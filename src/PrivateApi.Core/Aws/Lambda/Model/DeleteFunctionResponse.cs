using Amazon.Runtime;

namespace PrivateApi.Aws.Lambda;

/// <summary>Answer of DeleteFunction.</summary>
internal sealed class DeleteFunctionResponse : AmazonWebServiceResponse
{
}
