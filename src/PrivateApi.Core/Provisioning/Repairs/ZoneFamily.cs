using Amazon.Runtime;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
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
        : made.Kind == ChangeKind.DnsRecord ? RemoveAsync(made.Target, made, progress, stop)
        : DisassociateAsync(made, progress, stop);

    private async Task<IReadOnlyDictionary<string, string>> CreateAsync(
        HostedZoneChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        CreateHostedZoneResponse made = await session.Route53.CreateHostedZoneAsync(
            new CreateHostedZoneRequest
            {
                Name = change.Name,
                VPC = InRegion(change.VpcId),
                CallerReference = $"privateapi-{Guid.NewGuid():N}", // Of two zones made in one second as well.
            },
            stop
        );
        string id = HostedZoneIds.Plain(made.HostedZone.Id);
        try
        {
            ResourceRecordSet record = ZoneChanges.Record(change.Name, change.Type, change.EndpointHost, change.HostZoneId);
            await _zones.ChangeAsync(id, "CREATE", record, progress, stop);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // A zone without the record would hide the name.
            await session.Route53.DeleteHostedZoneAsync(new DeleteHostedZoneRequest { Id = id }, stop);
            throw;
        }

        return new Dictionary<string, string>
        {
            [ZoneId] = id,
            [Name] = change.Name,
            [Type] = change.Type,
            [Host] = change.EndpointHost,
            [HostZone] = change.HostZoneId,
        };
    }

    private async Task DeleteAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string id = made.Before[ZoneId];
        await RemoveAsync(id, made, progress, stop);
        try
        {
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
        ResourceRecordSet wanted = ZoneChanges.Record(change.Name, change.Type, change.EndpointHost, change.HostZoneId);
        try
        {
            await _zones.ChangeAsync(change.ZoneId, "CREATE", wanted, progress, stop);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "InvalidChangeBatch")
        {
            // Somebody else made it meanwhile, so that it is not ours to take back; another record of that name is not replaced.
            if (!await _zones.HasAsync(change.ZoneId, wanted, stop))
            {
                throw;
            }

            return Nothing;
        }

        return new Dictionary<string, string>
        {
            [Name] = change.Name,
            [Type] = change.Type,
            [Host] = change.EndpointHost,
            [HostZone] = change.HostZoneId ?? string.Empty,
        };
    }

    private async Task RemoveAsync(string zoneId, MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string zone = made.Before[HostZone];
        ResourceRecordSet record = ZoneChanges.Record(
            made.Before[Name],
            made.Before[Type],
            made.Before[Host],
            zone.Length == 0 ? null : zone
        );
        try
        {
            await _zones.ChangeAsync(zoneId, "DELETE", record, progress, stop);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "InvalidChangeBatch" or NoZone)
        {
            progress.Report(ProgressEvent.Warning($"Record {record.Name} of zone {zoneId} stays as it is: {e.Message.TrimEnd('.')}."));
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> AssociateAsync(
        ZoneAssociationChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        GetHostedZoneResponse zone = await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = change.ZoneId }, stop);
        if (zone.VPCs.Exists(vpc => vpc.VPCId == change.VpcId && vpc.VPCRegion == session.Region))
        {
            return Nothing;
        }

        AssociateVPCWithHostedZoneResponse made = await session.Route53.AssociateVPCWithHostedZoneAsync(
            new AssociateVPCWithHostedZoneRequest { HostedZoneId = change.ZoneId, VPC = InRegion(change.VpcId) },
            stop
        );
        await _zones.SyncAsync(made.ChangeInfo, change.ZoneId, progress, stop);
        return new Dictionary<string, string> { [VpcId] = change.VpcId };
    }

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
