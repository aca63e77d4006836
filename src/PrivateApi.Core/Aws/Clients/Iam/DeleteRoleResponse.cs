using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of DeleteRole.</summary>
internal sealed class DeleteRoleResponse : AmazonWebServiceResponse;
