using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of DeleteRolePolicy.</summary>
internal sealed class DeleteRolePolicyResponse : AmazonWebServiceResponse;
