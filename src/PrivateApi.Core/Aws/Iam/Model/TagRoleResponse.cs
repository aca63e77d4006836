using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of TagRole.</summary>
internal sealed class TagRoleResponse : AmazonWebServiceResponse;
