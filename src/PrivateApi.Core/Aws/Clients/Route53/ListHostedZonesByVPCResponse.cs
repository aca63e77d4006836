using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Answer of ListHostedZonesByVPC.</summary>
internal sealed class ListHostedZonesByVPCResponse : AmazonWebServiceResponse
{
    public List<HostedZoneSummary> HostedZoneSummaries { get; set; } = [];

    public string? MaxItems { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
