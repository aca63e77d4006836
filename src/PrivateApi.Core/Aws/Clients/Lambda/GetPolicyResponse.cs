using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of GetPolicy.</summary>
internal sealed class GetPolicyResponse : AmazonWebServiceResponse
{
    public string Policy { get; set; } = string.Empty;

    public string? RevisionId { get; set; }
}
