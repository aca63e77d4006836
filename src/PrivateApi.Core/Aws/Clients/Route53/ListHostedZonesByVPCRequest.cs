using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Request of ListHostedZonesByVPC.</summary>
internal sealed class ListHostedZonesByVPCRequest : RestRequest
{
    public required string VPCId { get; set; }

    public required string VPCRegion { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public string? MaxItems { get; set; }

    public string? NextToken { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2013-04-01/hostedzonesbyvpc")
        .Query("vpcid", VPCId)
        .Query("vpcregion", VPCRegion)
        .Query("maxitems", MaxItems)
        .Query("nexttoken", NextToken);
}
