using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Answer of ListRoleTags.</summary>
internal sealed class ListRoleTagsResponse : AmazonWebServiceResponse
{
    public List<Tag> Tags { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}
