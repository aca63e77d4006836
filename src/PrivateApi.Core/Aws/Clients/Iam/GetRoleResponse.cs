using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of GetRole.</summary>
internal sealed class GetRoleResponse : AmazonWebServiceResponse
{
    public Role Role { get; set; } = new();
}
