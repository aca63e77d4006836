using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Lists of hosted zones, a page at a time.</summary>
internal static class ZoneLists
{
    private const int Most = 100;

    public static LabResponse List(Route53Call call)
    {
        int size = call.MaxItems(Most);
        string? marker = call.Query("marker");
        List<LabHostedZone> rest = [.. call.State.Zones.SkipWhile(zone => marker is not null && zone.Id != marker)];
        if (marker is not null && rest.Count == 0)
        {
            throw Route53Call.InvalidInput($"The marker {marker} is not the ID of a hosted zone.");
        }

        return call.Answer(
            "ListHostedZones",
            new XElement("HostedZones", rest.Take(size).Select(ZoneOperations.Show)),
            QueryAnswer.Optional("Marker", marker),
            new XElement("IsTruncated", rest.Count > size),
            rest.Count > size ? new XElement("NextMarker", rest[size].Id) : null,
            new XElement("MaxItems", size)
        );
    }

    public static LabResponse ByName(Route53Call call)
    {
        int size = call.MaxItems(Most);
        string? name = call.Query("dnsname");
        string? id = call.Query("hostedzoneid");
        if (id is not null && name is null)
        {
            throw Route53Call.InvalidInput("If you specify a value for hostedzoneid, you must also specify a value for dnsname.");
        }

        List<LabHostedZone> rest =
        [
            .. call
                .State.Zones.OrderBy(zone => zone.Name, Comparer<string>.Create(ZoneName.Compare))
                .ThenBy(zone => zone.Id, StringComparer.Ordinal)
                .Where(zone => name is null || IsFrom(zone, ZoneName.Normalize(name), id)),
        ];
        bool isTruncated = rest.Count > size;
        return call.Answer(
            "ListHostedZonesByName",
            new XElement("HostedZones", rest.Take(size).Select(ZoneOperations.Show)),
            QueryAnswer.Optional("DNSName", name),
            QueryAnswer.Optional("HostedZoneId", id),
            new XElement("IsTruncated", isTruncated),
            isTruncated ? new XElement("NextDNSName", rest[size].Name) : null,
            isTruncated ? new XElement("NextHostedZoneId", rest[size].Id) : null,
            new XElement("MaxItems", size)
        );
    }

    /// <summary>
    /// Zones of any owner. The hidden zone of an endpoint with private DNS belongs to its service (API reference, HostedZoneOwner). That it
    /// is listed, and under which name, is assumed.
    /// </summary>
    public static LabResponse ByVpc(Route53Call call)
    {
        LabZoneVpc vpc = new(
            call.Query("vpcid") ?? throw Route53Call.InvalidInput("The request has no vpcid."),
            call.Query("vpcregion") ?? throw Route53Call.InvalidInput("The request has no vpcregion.")
        );
        if (ZoneVpcs.OwnerOf(call, vpc) != call.AccountId)
        {
            // terraform-provider-aws recognises a deleted VPC by this code and this text; the rest of the message is assumed.
            throw new AwsFault(403, "AccessDenied", $"The VPC {vpc.VpcId} in region {vpc.VpcRegion} is not owned by you.");
        }

        List<XElement> all =
        [
            .. Route53State
                .ZonesOf(call.Store, vpc.VpcId, vpc.VpcRegion)
                .Select(zone => Summary(zone.Id, zone.Name, new XElement("OwningAccount", zone.OwnerId))),
            .. Route53State
                .EndpointsOf(call.Store, vpc.VpcId, vpc.VpcRegion)
                .Select(endpoint =>
                    Summary(
                        endpoint.PrivateZoneId,
                        Route53State.PrivateName(endpoint)!,
                        new XElement("OwningService", "vpce.amazonaws.com")
                    )
                ),
        ];
        int size = call.MaxItems(Most);
        int start =
            LabMarker.Read(call.Query("nexttoken"))
            ?? throw new AwsFault(
                400,
                "InvalidPaginationToken",
                "The value that you specified to get the second or subsequent page of results is invalid."
            );
        return call.Answer(
            "ListHostedZonesByVPC",
            new XElement("HostedZoneSummaries", all.Skip(start).Take(size)),
            new XElement("MaxItems", size),
            all.Count > start + size ? new XElement("NextToken", LabMarker.Write(start + size)) : null
        );
    }

    private static bool IsFrom(LabHostedZone zone, string name, string? id) =>
        ZoneName.Compare(zone.Name, name) switch
        {
            > 0 => true,
            < 0 => false,
            _ => id is null || string.CompareOrdinal(zone.Id, id) >= 0,
        };

    private static XElement Summary(string id, string name, XElement owner) =>
        new("HostedZoneSummary", new XElement("HostedZoneId", id), new XElement("Name", name), new XElement("Owner", owner));
}
