using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Answer of ListResourceRecordSets.</summary>
internal sealed class ListResourceRecordSetsResponse : AmazonWebServiceResponse
{
    public List<ResourceRecordSet> ResourceRecordSets { get; set; } = [];

    public bool? IsTruncated { get; set; }

    /// <summary>Where the next page starts; null on the last one.</summary>
    public string? NextRecordName { get; set; }

    public string? NextRecordType { get; set; }

    public string? NextRecordIdentifier { get; set; }

    public string? MaxItems { get; set; }
}
