using Amazon.Runtime;

namespace PrivateApi.Aws.Iam;

/// <summary>Answer of CreateRole.</summary>
internal sealed class CreateRoleResponse : AmazonWebServiceResponse
{
    public Role Role { get; set; } = new();
}
