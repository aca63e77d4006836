using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Request of ListResourceRecordSets.</summary>
internal sealed class ListResourceRecordSetsRequest : RestRequest
{
    public required string HostedZoneId { get; set; }

    public string? StartRecordName { get; set; }

    public string? StartRecordType { get; set; }

    public string? StartRecordIdentifier { get; set; }

    /// <summary>At most 300; null for 300.</summary>
    public string? MaxItems { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2013-04-01/hostedzone/{Id}/rrset")
        .Path("Id", HostedZoneIds.Plain(HostedZoneId))
        .Query("name", StartRecordName)
        .Query("type", StartRecordType)
        .Query("identifier", StartRecordIdentifier)
        .Query("maxitems", MaxItems);
}
