using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Request of GetHostedZone.</summary>
internal sealed class GetHostedZoneRequest : RestRequest
{
    public required string Id { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2013-04-01/hostedzone/{Id}")
        .Path("Id", HostedZoneIds.Plain(Id));
}
