using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of UpdateAssumeRolePolicy.</summary>
internal sealed class UpdateAssumeRolePolicyResponse : AmazonWebServiceResponse;
