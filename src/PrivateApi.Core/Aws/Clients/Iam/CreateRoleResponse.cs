using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of CreateRole.</summary>
internal sealed class CreateRoleResponse : AmazonWebServiceResponse
{
    public Role Role { get; set; } = new();
}
