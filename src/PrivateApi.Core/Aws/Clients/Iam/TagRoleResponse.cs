using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of TagRole.</summary>
internal sealed class TagRoleResponse : AmazonWebServiceResponse;
