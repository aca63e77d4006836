using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of ListTags.</summary>
internal sealed class ListTagsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}
