using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of DeleteRole.</summary>
internal sealed class DeleteRoleResponse : AmazonWebServiceResponse;
