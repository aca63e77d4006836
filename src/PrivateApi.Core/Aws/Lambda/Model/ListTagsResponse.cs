using Amazon.Runtime;

namespace PrivateApi.Aws.Lambda;

/// <summary>Answer of ListTags.</summary>
internal sealed class ListTagsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}
