using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;
using RecordBatch = PrivateApi.Aws.Clients.Route53.ChangeBatch;
using RecordChange = PrivateApi.Aws.Clients.Route53.Change;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>
/// Records of hosted zones. Changes are waited for, since name servers get them later: "changes generally propagate to all Route 53 name
/// servers within 60 seconds" (Route 53 API reference, "ChangeResourceRecordSets").
/// </summary>
internal sealed class ZoneChanges(AwsSession session)
{
    private const string InSync = "INSYNC";

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>A record that leads to an endpoint: an alias, or a CNAME where the hosted zone of its name is null.</summary>
    public static ResourceRecordSet Record(string name, string type, string host, string? hostZone) =>
        hostZone is null
            ? new()
            {
                Name = name,
                Type = type,
                TTL = DnsRecordChange.TimeToLive,
                ResourceRecords = [new ResourceRecord { Value = host }],
            }
            : new()
            {
                Name = name,
                Type = type,
                AliasTarget = new AliasTarget
                {
                    HostedZoneId = hostZone,
                    DNSName = host,
                    EvaluateTargetHealth = false,
                },
            };

    /// <summary>True where a zone answers in a VPC of the Region.</summary>
    public async Task<bool> AnswersInAsync(string zoneId, string vpcId, CancellationToken stop) =>
        (await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = zoneId }, stop)).VPCs.Exists(vpc =>
            vpc.VPCId == vpcId && vpc.VPCRegion == session.Region
        );

    /// <summary>The id of a zone whose creation was not answered, by its reference; null where it was not made.</summary>
    public async Task<string?> FindAsync(string vpcId, string name, string reference, CancellationToken stop)
    {
        List<HostedZoneSummary> seen = await Pages.ListAsync(
            new ListHostedZonesByVPCRequest { VPCId = vpcId, VPCRegion = session.Region },
            session.Route53.ListHostedZonesByVPCAsync,
            page => page.HostedZoneSummaries,
            stop
        );
        foreach (string id in seen.Where(zone => zone.Name.TrimEnd('.') == name).Select(zone => zone.HostedZoneId))
        {
            GetHostedZoneResponse zone = await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = id }, stop);
            if (zone.HostedZone.CallerReference == reference)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>Adds records, or removes those that are exactly so, all or none; <see cref="SyncAsync"/> waits for it.</summary>
    /// <param name="zoneId">The zone.</param>
    /// <param name="action"><c>CREATE</c> or <c>DELETE</c>.</param>
    /// <param name="records">The records.</param>
    /// <param name="stop">Stops the call.</param>
    public async Task<ChangeInfo> ChangeAsync(
        string zoneId,
        string action,
        IReadOnlyList<ResourceRecordSet> records,
        CancellationToken stop
    )
    {
        ChangeResourceRecordSetsResponse changed = await session.Route53.ChangeResourceRecordSetsAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = zoneId,
                ChangeBatch = new RecordBatch
                {
                    Changes = [.. records.Select(record => new RecordChange { Action = action, ResourceRecordSet = record })],
                },
            },
            stop
        );
        return changed.ChangeInfo;
    }

    /// <summary>Waits until all name servers have a change.</summary>
    public async Task SyncAsync(ChangeInfo change, string zoneId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (change.Status is InSync or "")
        {
            return;
        }

        try
        {
            await Polling.UntilAsync(
                $"Waiting for the name servers of zone {zoneId}",
                Often,
                Limit,
                async token =>
                    (await session.Route53.GetChangeAsync(new GetChangeRequest { Id = change.Id }, token)).ChangeInfo.Status == InSync,
                progress,
                stop
            );
        }
        catch (PrivateApiException e) when (e.ErrorId == "TimedOut")
        {
            // It is made, and takes effect later.
            progress.Report(ProgressEvent.Warning(e.Message));
        }
    }

    /// <summary>Those of some records that the zone has, exactly so.</summary>
    public async Task<IReadOnlyList<ResourceRecordSet>> PresentAsync(
        string zoneId,
        IReadOnlyList<ResourceRecordSet> wanted,
        CancellationToken stop
    )
    {
        List<ResourceRecordSet> present = [];
        foreach (ResourceRecordSet record in wanted)
        {
            if (await HasAsync(zoneId, record, stop))
            {
                present.Add(record);
            }
        }

        return present;
    }

    /// <summary>True where the zone has exactly that record.</summary>
    public async Task<bool> HasAsync(string zoneId, ResourceRecordSet wanted, CancellationToken stop) =>
        await FindAsync(zoneId, wanted, stop) is { } present && IsSame(present, wanted);

    private async Task<ResourceRecordSet?> FindAsync(string zoneId, ResourceRecordSet wanted, CancellationToken stop)
    {
        ListResourceRecordSetsResponse answer = await session.Route53.ListResourceRecordSetsAsync(
            new ListResourceRecordSetsRequest
            {
                HostedZoneId = zoneId,
                StartRecordName = wanted.Name,
                StartRecordType = wanted.Type,
                MaxItems = "1",
            },
            stop
        );
        return answer.ResourceRecordSets.Find(record => IsNamed(record.Name, wanted.Name) && record.Type == wanted.Type);
    }

    private static bool IsSame(ResourceRecordSet present, ResourceRecordSet wanted) =>
        present.SetIdentifier is null
        && present.AliasTarget?.HostedZoneId == wanted.AliasTarget?.HostedZoneId
        && IsNamed(present.AliasTarget?.DNSName ?? string.Empty, wanted.AliasTarget?.DNSName ?? string.Empty)
        && present.ResourceRecords.Select(record => record.Value).SequenceEqual(wanted.ResourceRecords.Select(record => record.Value));

    private static bool IsNamed(string present, string wanted) => RecordName.Read(present) == RecordName.Read(wanted);
}
