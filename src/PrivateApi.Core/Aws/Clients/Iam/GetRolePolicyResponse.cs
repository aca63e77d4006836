using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of GetRolePolicy.</summary>
internal sealed class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string RoleName { get; set; } = string.Empty;

    public string PolicyName { get; set; } = string.Empty;

    public string PolicyDocument { get; set; } = string.Empty;
}
