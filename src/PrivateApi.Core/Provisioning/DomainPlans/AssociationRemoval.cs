using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// Removes the associations of this account's endpoints with private custom domain names, with the records that were made for them, and
/// rejects those of other accounts with names of this one.
/// </summary>
internal sealed class AssociationRemoval(AwsSession session)
{
    /// <summary>An endpoint's association: one's own, or another account's with a name of this one.</summary>
    /// <exception cref="PrivateApiException"><c>AssociationNotFound</c>.</exception>
    public async Task<DomainNameAccessAssociation> FindAsync(string domainArn, string endpointId, bool others, CancellationToken stop) =>
        (await ApiLists.AssociationsAsync(session.ApiGateway, others ? "OTHER_ACCOUNTS" : "SELF", stop)).Find(item =>
            item.DomainNameArn == domainArn && item.AccessAssociationSource == endpointId
        )
        ?? throw new PrivateApiException(
            "AssociationNotFound",
            FaultKind.NotFound,
            others
                ? $"No endpoint {endpointId} of another account is associated with {domainArn}. Get-PrivateApiDomain shows which are. An "
                    + "association of one's own is removed without -Reject."
                : $"{endpointId} of this account is not associated with {domainArn}. Get-PrivateApiDomain shows which endpoints are. The "
                    + "owner of the name ends another account's association with -Reject.",
            endpointId
        );

    /// <summary>A zone of ours, in words.</summary>
    public static string Line(GetHostedZoneResponse zone, string name) =>
        $"Private hosted zone {HostedZoneIds.Plain(zone.HostedZone.Id)} ({name}), made for it, with its record";

    /// <summary>What goes with one, a line each. Changes nothing.</summary>
    public async Task<IReadOnlyList<string>> SurveyAsync(DomainNameAccessAssociation association, CancellationToken stop)
    {
        string name = DomainArn.NameOf(association.DomainNameArn);
        return
        [
            .. association.Tags?.GetValueOrDefault(RecordSteps.RecordTag) is { } zoneId
                ? (string[])[$"Record {name} in zone {zoneId}, which leads to {association.AccessAssociationSource}"]
                : [],
            .. (await ZonesAsync(association, stop)).Select(zone => Line(zone, name)),
            $"Association of {association.AccessAssociationSource} with {association.DomainNameArn}",
        ];
    }

    /// <summary>Removes one of this account.</summary>
    public async Task RemoveAsync(DomainNameAccessAssociation association, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string name = DomainArn.NameOf(association.DomainNameArn);
        if (association.Tags?.GetValueOrDefault(RecordSteps.RecordTag) is { } zoneId)
        {
            await RemoveRecordAsync(zoneId, name, association, progress, stop);
        }

        foreach (GetHostedZoneResponse zone in await ZonesAsync(association, stop))
        {
            await RemoveZoneAsync(zone.HostedZone.Id, name, progress, stop);
        }

        await DomainWrites.IgnoringGoneAsync(
            session.ApiGateway.DeleteDomainNameAccessAssociationAsync(
                new DeleteDomainNameAccessAssociationRequest
                {
                    DomainNameAccessAssociationArn = association.DomainNameAccessAssociationArn!,
                },
                stop
            )
        );
    }

    /// <summary>Rejects one of another account.</summary>
    public Task RejectAsync(DomainNameAccessAssociation association, CancellationToken stop) =>
        DomainWrites.IgnoringGoneAsync(
            session.ApiGateway.RejectDomainNameAccessAssociationAsync(
                new RejectDomainNameAccessAssociationRequest
                {
                    DomainNameAccessAssociationArn = association.DomainNameAccessAssociationArn!,
                    DomainNameArn = association.DomainNameArn!,
                },
                stop
            )
        );

    /// <summary>Removes a zone of ours with the alias records of its name; one with other records stays.</summary>
    public async Task RemoveZoneAsync(string zoneId, string name, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        // A CNAME is somebody else's: ours are aliases.
        foreach (
            ResourceRecordSet record in (await HostedZones.RecordsAsync(session, zoneId, name, stop)).Where(item => item.Type != "CNAME")
        )
        {
            await RecordSteps.DeleteRecordAsync(session, zoneId, record, progress, stop);
        }

        if (await RecordSteps.DeleteZoneAsync(session, zoneId, stop) is { } reason)
        {
            progress.Report(ProgressEvent.Warning($"Zone {HostedZoneIds.Plain(zoneId)} ({name}) stays: {reason}."));
        }
    }

    private async Task RemoveRecordAsync(
        string zoneId,
        string name,
        DomainNameAccessAssociation association,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (await EndpointAsync(association, stop) is { } endpoint)
        {
            await RecordSteps.DeleteRecordAsync(session, zoneId, RecordSteps.Record(name, endpoint), progress, stop);
        }
        else
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Record {name} in zone {zoneId} stays: {association.AccessAssociationSource} is gone, and what the record led to is "
                        + "not known."
                )
            );
        }
    }

    /// <summary>The zones of ours in the endpoint's VPC whose record leads to the endpoint.</summary>
    private async Task<IReadOnlyList<GetHostedZoneResponse>> ZonesAsync(DomainNameAccessAssociation association, CancellationToken stop)
    {
        string name = DomainArn.NameOf(association.DomainNameArn);
        List<GetHostedZoneResponse> found = [];
        if (await EndpointAsync(association, stop) is not { } endpoint)
        {
            return found;
        }

        ResourceRecordSet record = RecordSteps.Record(name, endpoint);
        Repairs.ZoneChanges zones = new(session);
        foreach (GetHostedZoneResponse zone in await HostedZones.CoveringAsync(session, name, stop))
        {
            if (RecordSteps.IsOurs(zone.HostedZone, name) && await zones.HasAsync(zone.HostedZone.Id, record, stop))
            {
                found.Add(zone);
            }
        }

        return found;
    }

    private async Task<VpcEndpoint?> EndpointAsync(DomainNameAccessAssociation association, CancellationToken stop) =>
        await EndpointsById.FindAsync(session.Ec2, association.AccessAssociationSource ?? string.Empty, stop)
            is { DnsEntries.Count: > 0 } found
            ? found
            : null;
}
