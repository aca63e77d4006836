using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of PutRolePolicy.</summary>
internal sealed class PutRolePolicyResponse : AmazonWebServiceResponse;
