using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetTags.</summary>
internal sealed class GetTagsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}
