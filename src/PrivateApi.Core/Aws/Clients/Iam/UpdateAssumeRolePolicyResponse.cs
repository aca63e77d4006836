using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of UpdateAssumeRolePolicy.</summary>
internal sealed class UpdateAssumeRolePolicyResponse : AmazonWebServiceResponse;
