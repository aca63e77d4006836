using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of DetachRolePolicy.</summary>
internal sealed class DetachRolePolicyResponse : AmazonWebServiceResponse;
