using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of DeleteRolePolicy.</summary>
internal sealed class DeleteRolePolicyResponse : AmazonWebServiceResponse;
