using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of ListRolePolicies.</summary>
internal sealed class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<string> PolicyNames { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}
