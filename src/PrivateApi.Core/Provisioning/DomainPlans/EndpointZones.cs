using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// The private hosted zones of the account whose records lead to an endpoint: those that answer in its VPC, and those of the custom domain
/// names that it is associated with. Once the endpoint is gone, such a record leads nowhere.
/// </summary>
internal sealed class EndpointZones(AwsSession session)
{
    /// <summary>True for a record that leads to an endpoint by one of its names.</summary>
    public static bool LeadsTo(ResourceRecordSet record, string endpointId) =>
        Targets(record).Any(target => ApiHost.Parse(target).VpcEndpointId == endpointId);

    /// <summary>True for a record that leads to some endpoint.</summary>
    public static bool LeadsToAny(ResourceRecordSet record) =>
        Targets(record).Any(target => ApiHost.Parse(target).VpcEndpointId is not null);

    /// <summary>A record that stays, in words, with the command that removes it.</summary>
    public static string Stays(string zoneId, string zoneName, ResourceRecordSet record) =>
        $"record {RecordName.Read(record.Name)} ({record.Type}) in private zone {zoneId} ({zoneName}), which is not removed here; it goes "
        + $"with: {Removal(zoneId, record)}";

    /// <summary>The zones with such records.</summary>
    /// <returns>They, and what could not be read; null for nothing.</returns>
    public async Task<(IReadOnlyList<LeadingZone> Zones, string? Unread)> FindAsync(string endpointId, string vpcId, CancellationToken stop)
    {
        try
        {
            List<LeadingZone> found = [];
            foreach (string id in await CandidatesAsync(endpointId, vpcId, stop))
            {
                if (await LookAsync(id, endpointId, stop) is { } zone)
                {
                    found.Add(zone);
                }
            }

            return (found, null);
        }
        catch (Exception e) when (IsUnread(e))
        {
            return (
                [],
                $"Records of private hosted zones that lead to {endpointId} could not be looked for, and lead nowhere once it is gone: "
                    + e.Message.TrimEnd()
            );
        }
    }

    /// <summary>Removes a zone that has nothing else.</summary>
    public async Task RemoveAsync(LeadingZone zone, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await RecordSteps.DeleteRecordsAsync(session, zone.Id, zone.Records, progress, stop);
        progress.Report(
            await RecordSteps.DeleteZoneAsync(session, zone.Id, stop) is { } reason
                ? ProgressEvent.Warning($"Zone {zone.Id} ({zone.Name}) stays: {reason}.")
                : ProgressEvent.Verbose($"Deleted private zone {zone.Id} ({zone.Name}).")
        );
    }

    private async Task<IReadOnlyList<string>> CandidatesAsync(string endpointId, string vpcId, CancellationToken stop)
    {
        List<HostedZoneSummary> answering = await Pages.ListAsync(
            new ListHostedZonesByVPCRequest { VPCId = vpcId, VPCRegion = session.Region },
            session.Route53.ListHostedZonesByVPCAsync,
            page => page.HostedZoneSummaries,
            stop
        );
        string account = await session.GetAccountIdAsync(stop);
        List<string> ids =
        [
            .. answering.Where(zone => zone.Owner.OwningAccount == account).Select(zone => HostedZoneIds.Plain(zone.HostedZoneId)),
        ];
        foreach (string name in await NamesAsync(endpointId, stop))
        {
            ids.AddRange((await HostedZones.NamedAsync(session, name, isPrivate: true, stop)).Select(zone => HostedZoneIds.Plain(zone.Id)));
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    // Whoever may not see associations still gets the zones of the VPC.
    private async Task<IReadOnlyList<string>> NamesAsync(string endpointId, CancellationToken stop)
    {
        try
        {
            return
            [
                .. (await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop))
                    .Where(item => item.AccessAssociationSource == endpointId)
                    .Select(item => DomainArn.NameOf(item.DomainNameArn)),
            ];
        }
        catch (Exception e) when (IsUnread(e))
        {
            return [];
        }
    }

    private async Task<LeadingZone?> LookAsync(string id, string endpointId, CancellationToken stop)
    {
        List<ResourceRecordSet> records = await Pages.ListAsync(
            new ListResourceRecordSetsRequest { HostedZoneId = id },
            session.Route53.ListResourceRecordSetsAsync,
            page => page.ResourceRecordSets,
            stop
        );
        ResourceRecordSet[] leading = [.. records.Where(record => LeadsTo(record, endpointId))];
        if (leading.Length == 0)
        {
            return null;
        }

        HostedZone zone = (await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = id }, stop)).HostedZone;
        string name = RecordName.Read(zone.Name);
        return new LeadingZone(
            id,
            name,
            leading,
            RecordSteps.IsOurs(zone, name) && records.TrueForAll(record => record.Type is "NS" or "SOA" || leading.Contains(record))
        );
    }

    // What may not be read, and what an emulator does not serve, does not keep an endpoint from being removed.
    private static bool IsUnread(Exception e) => e is AmazonServiceException && !Failure.IsLostCredential(e);

    private static IEnumerable<string> Targets(ResourceRecordSet record) =>
        record.AliasTarget is { } alias ? [alias.DNSName]
        : record.Type == "CNAME" ? record.ResourceRecords.Select(value => value.Value)
        : [];

    private static CommandLine Removal(string zoneId, ResourceRecordSet record) =>
        DnsRecordChange.Edit(
            "DELETE",
            zoneId,
            record.AliasTarget is { } alias
                ? DnsRecordChange.Aliases(RecordName.Read(record.Name), [record.Type], RecordName.Read(alias.DNSName), alias.HostedZoneId)
                :
                [
                    CommandValue.Table(
                        ("Name", RecordName.Read(record.Name)),
                        ("Type", record.Type),
                        ("TTL", (int)(record.TTL ?? 0)),
                        (
                            "ResourceRecords",
                            CommandValue.List(record.ResourceRecords.Select(value => CommandValue.Table(("Value", value.Value))))
                        )
                    ),
                ]
        );
}

/// <summary>A private hosted zone with records that lead to an endpoint.</summary>
/// <param name="Id">The zone.</param>
/// <param name="Name">Its domain.</param>
/// <param name="Records">The records.</param>
/// <param name="IsRemovable">True where this module made the zone, and nothing else is in it.</param>
internal sealed record LeadingZone(string Id, string Name, IReadOnlyList<ResourceRecordSet> Records, bool IsRemovable)
{
    /// <summary>What becomes of it, a line each.</summary>
    public IEnumerable<string> Lines =>
        IsRemovable
            ? [$"Private hosted zone {Id} ({Name}), made by this module, with its record: nothing else is in it"]
            : Records.Select(record => $"What leads nowhere afterwards: {EndpointZones.Stays(Id, Name, record)}");
}
