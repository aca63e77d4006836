using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Answer of GetHostedZone.</summary>
internal sealed class GetHostedZoneResponse : AmazonWebServiceResponse
{
    public HostedZone HostedZone { get; set; } = new();

    /// <summary>Null for a private zone.</summary>
    public DelegationSet? DelegationSet { get; set; }

    /// <summary>Empty for a public zone.</summary>
    public List<VPC> VPCs { get; set; } = [];
}
