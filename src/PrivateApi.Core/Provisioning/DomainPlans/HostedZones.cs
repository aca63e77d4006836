using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>Finds hosted zones by their domain, and by the VPC that they answer in.</summary>
internal static class HostedZones
{
    /// <summary>A name and all domains that it is in, the longest first.</summary>
    public static string[] Domains(string name)
    {
        string[] labels = RecordName.Read(name).Split('.');
        return [.. Enumerable.Range(0, labels.Length).Select(from => string.Join('.', labels[from..]))];
    }

    /// <summary>The zones of exactly that name: the list begins there and goes on with others.</summary>
    public static async Task<HostedZone[]> NamedAsync(AwsSession session, string name, bool isPrivate, CancellationToken stop)
    {
        ListHostedZonesByNameResponse answer = await session.Route53.ListHostedZonesByNameAsync(
            new ListHostedZonesByNameRequest { DNSName = name, MaxItems = "5" },
            stop
        );
        return [.. answer.HostedZones.Where(zone => (zone.Config?.PrivateZone == true) == isPrivate && RecordName.Read(zone.Name) == name)];
    }

    /// <summary>The private zones of the account that cover a name, the most specific first, with the VPCs that they answer in.</summary>
    public static async Task<IReadOnlyList<GetHostedZoneResponse>> CoveringAsync(AwsSession session, string name, CancellationToken stop)
    {
        List<GetHostedZoneResponse> found = [];
        foreach (string domain in Domains(name))
        {
            foreach (HostedZone zone in await NamedAsync(session, domain, isPrivate: true, stop))
            {
                found.Add(await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = zone.Id }, stop));
            }
        }

        return found;
    }

    /// <summary>The private zone that answers a name in a VPC: the most specific one. Null where none covers it.</summary>
    public static async Task<HostedZoneSummary?> AnsweringAsync(AwsSession session, string vpcId, string name, CancellationToken stop)
    {
        string[] domains = Domains(name);
        List<HostedZoneSummary> seen = await Pages.ListAsync(
            new ListHostedZonesByVPCRequest { VPCId = vpcId, VPCRegion = session.Region },
            session.Route53.ListHostedZonesByVPCAsync,
            page => page.HostedZoneSummaries,
            stop
        );

        // The hidden zones of endpoints are listed too, as a service's.
        return seen.Where(zone => string.IsNullOrEmpty(zone.Owner.OwningService) && domains.Contains(RecordName.Read(zone.Name)))
            .MaxBy(zone => zone.Name.Length);
    }

    /// <summary>The address and CNAME records of a name in a zone.</summary>
    public static async Task<IReadOnlyList<ResourceRecordSet>> RecordsAsync(
        AwsSession session,
        string zoneId,
        string name,
        CancellationToken stop
    )
    {
        ListResourceRecordSetsResponse answer = await session.Route53.ListResourceRecordSetsAsync(
            new ListResourceRecordSetsRequest
            {
                HostedZoneId = zoneId,
                StartRecordName = name,
                MaxItems = "10",
            },
            stop
        );
        return [.. answer.ResourceRecordSets.Where(item => item.Type is "A" or "AAAA" or "CNAME" && RecordName.Read(item.Name) == name)];
    }
}
