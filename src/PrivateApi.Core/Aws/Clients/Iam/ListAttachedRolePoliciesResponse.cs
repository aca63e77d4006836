using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of ListAttachedRolePolicies.</summary>
internal sealed class ListAttachedRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<AttachedPolicy> AttachedPolicies { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}
