using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of PutRolePolicy.</summary>
internal sealed class PutRolePolicyResponse : AmazonWebServiceResponse;
