using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of DetachRolePolicy.</summary>
internal sealed class DetachRolePolicyResponse : AmazonWebServiceResponse;
