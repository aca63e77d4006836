// Over 250 lines: three kinds of change of a zone, each with its undo and what is left where an answer was lost.
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability.Changes;
using Change = PrivateApi.Reachability.Changes.Change;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of private hosted zones.</summary>
internal sealed class ZoneFamily(AwsSession session) : IChangeFamily
{
    private const string Name = nameof(Name);
    private const string Type = nameof(Type);
    private const string Host = nameof(Host);
    private const string HostZone = nameof(HostZone);
    private const string VpcId = nameof(VpcId);
    private const string ZoneId = nameof(ZoneId);
    private const string Reference = nameof(Reference);

    private const string NoZone = "NoSuchHostedZone";

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly ZoneChanges _zones = new(session);

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.HostedZone, ChangeKind.ZoneAssociation, ChangeKind.DnsRecord];

    public Task<IReadOnlyDictionary<string, string>> MakeAsync(Change change, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        change switch
        {
            DnsRecordChange record => AddAsync(record, progress, stop),
            HostedZoneChange zone => CreateAsync(zone, progress, stop),
            ZoneAssociationChange association => AssociateAsync(association, progress, stop),
            _ => throw new ArgumentException($"{change.Kind} is not a change of a hosted zone.", nameof(change)),
        };

    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        made.Before.Count == 0 ? Task.CompletedTask
        : made.Kind == ChangeKind.HostedZone ? DeleteAsync(made, progress, stop)
        : made.Kind == ChangeKind.DnsRecord ? RemoveAsync(made.Target, RecordsOf(made.Before), progress, stop)
        : DisassociateAsync(made, progress, stop);

    private async Task<IReadOnlyDictionary<string, string>> CreateAsync(
        HostedZoneChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        Dictionary<string, string> before = new()
        {
            [Reference] = $"privateapi-{Guid.NewGuid():N}", // Finds the zone where the answer is lost.
            [VpcId] = change.VpcId,
            [Name] = change.Name,
            [Type] = string.Join(',', change.Types),
            [Host] = change.EndpointHost,
            [HostZone] = change.HostZoneId,
        };
        try
        {
            CreateHostedZoneResponse made = await session.Route53.CreateHostedZoneAsync(
                new CreateHostedZoneRequest
                {
                    Name = change.Name,
                    VPC = InRegion(change.VpcId),
                    CallerReference = before[Reference],
                    HostedZoneConfig = RecordSteps.Config(change.Name),
                },
                stop
            );
            string id = before[ZoneId] = HostedZoneIds.Plain(made.HostedZone.Id);
            ChangeInfo record = await _zones.ChangeAsync(id, "CREATE", RecordsOf(before), stop);
            await _zones.SyncAsync(record, id, progress, stop);
            return before;
        }
        catch (Exception e) when (before.ContainsKey(ZoneId) || HalfMadeException.MayBeMade(e))
        {
            // A zone without the record would hide the name.
            throw new HalfMadeException(before, e);
        }
    }

    private async Task DeleteAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (
            (
                made.Before.GetValueOrDefault(ZoneId)
                ?? await _zones.FindAsync(made.Before[VpcId], made.Before[Name], made.Before[Reference], stop)
            )
            is not { } id
        )
        {
            return;
        }

        try
        {
            if (await _zones.PresentAsync(id, RecordsOf(made.Before), stop) is { Count: > 0 } present)
            {
                await RemoveAsync(id, present, progress, stop);
            }

            await session.Route53.DeleteHostedZoneAsync(new DeleteHostedZoneRequest { Id = id }, stop);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "HostedZoneNotEmpty")
        {
            progress.Report(ProgressEvent.Warning($"Zone {id} ({made.Target}) stays: {e.Message.TrimEnd('.')}."));
        }
        catch (AmazonServiceException e) when (e.ErrorCode is NoZone)
        {
            // Somebody else took it back.
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> AddAsync(
        DnsRecordChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        Dictionary<string, string> before = new()
        {
            [Name] = change.Name,
            [Type] = string.Join(',', change.Types),
            [Host] = change.EndpointHost,
            [HostZone] = change.HostZoneId ?? string.Empty,
        };

        // What somebody else made meanwhile is not ours to take back.
        IReadOnlyList<ResourceRecordSet> present = await _zones.PresentAsync(change.ZoneId, RecordsOf(before), stop);
        before[Type] = string.Join(',', change.Types.Except(present.Select(record => record.Type)));
        if (before[Type].Length == 0)
        {
            return Nothing;
        }

        ResourceRecordSet[] wanted = RecordsOf(before);

        ChangeInfo added;
        try
        {
            added = await _zones.ChangeAsync(change.ZoneId, "CREATE", wanted, stop);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "InvalidChangeBatch")
        {
            // A try before it made the record, and its answer was lost; another record of that name is not replaced.
            if ((await _zones.PresentAsync(change.ZoneId, wanted, stop)).Count < wanted.Length)
            {
                throw;
            }

            return before;
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }

        return await SettledAsync(added, change.ZoneId, before, progress, stop);
    }

    private async Task RemoveAsync(
        string zoneId,
        IReadOnlyList<ResourceRecordSet> records,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            ChangeInfo removed = await _zones.ChangeAsync(zoneId, "DELETE", records, stop);
            await _zones.SyncAsync(removed, zoneId, progress, stop);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "InvalidChangeBatch" or NoZone)
        {
            progress.Report(ProgressEvent.Warning($"Record {records[0].Name} of zone {zoneId} stays as it is: {e.Message.TrimEnd('.')}."));
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> AssociateAsync(
        ZoneAssociationChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (await _zones.AnswersInAsync(change.ZoneId, change.VpcId, stop))
        {
            return Nothing;
        }

        Dictionary<string, string> before = new() { [VpcId] = change.VpcId };
        AssociateVPCWithHostedZoneResponse made;
        try
        {
            made = await session.Route53.AssociateVPCWithHostedZoneAsync(
                new AssociateVPCWithHostedZoneRequest { HostedZoneId = change.ZoneId, VPC = InRegion(change.VpcId) },
                stop
            );
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ConflictingDomainExists")
        {
            // A try before it made the association, and its answer was lost; or another zone of that name answers there.
            if (!await _zones.AnswersInAsync(change.ZoneId, change.VpcId, stop))
            {
                throw;
            }

            return before;
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }

        return await SettledAsync(made.ChangeInfo, change.ZoneId, before, progress, stop);
    }

    // What is waited for is made already.
    private async Task<IReadOnlyDictionary<string, string>> SettledAsync(
        ChangeInfo made,
        string zoneId,
        Dictionary<string, string> before,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            await _zones.SyncAsync(made, zoneId, progress, stop);
            return before;
        }
        catch (Exception e)
        {
            throw new HalfMadeException(before, e);
        }
    }

    private static ResourceRecordSet[] RecordsOf(IReadOnlyDictionary<string, string> before) =>
        [
            .. before[Type]
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(type =>
                    ZoneChanges.Record(before[Name], type, before[Host], before[HostZone] is { Length: > 0 } zone ? zone : null)
                ),
        ];

    private async Task DisassociateAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            DisassociateVPCFromHostedZoneResponse undone = await session.Route53.DisassociateVPCFromHostedZoneAsync(
                new DisassociateVPCFromHostedZoneRequest { HostedZoneId = made.Target, VPC = InRegion(made.Before[VpcId]) },
                stop
            );
            await _zones.SyncAsync(undone.ChangeInfo, made.Target, progress, stop);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "VPCAssociationNotFound" or "LastVPCAssociation" or NoZone)
        {
            // A zone cannot lose its last VPC (Route 53 API reference, "DisassociateVPCFromHostedZone").
            progress.Report(ProgressEvent.Warning($"The VPCs of zone {made.Target} stay as they are: {e.Message.TrimEnd('.')}."));
        }
    }

    private VPC InRegion(string vpcId) => new() { VPCId = vpcId, VPCRegion = session.Region };
}
