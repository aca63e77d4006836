using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Progress;

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
            .. RecordSteps.Noted(association) is { } noted
                ? (string[])[$"Record {name} in zone {noted.ZoneId}, which leads to {association.AccessAssociationSource}"]
                : [],
            .. (await ZonesAsync(association, stop)).Select(zone => Line(zone, name)),
            $"Association of {association.AccessAssociationSource} with {association.DomainNameArn}",
        ];
    }

    /// <summary>Removes one of this account.</summary>
    public async Task RemoveAsync(DomainNameAccessAssociation association, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string name = DomainArn.NameOf(association.DomainNameArn);
        if (RecordSteps.Noted(association) is { } noted)
        {
            await RemoveRecordsAsync(noted.ZoneId, noted.Types, name, association, progress, stop);
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

    /// <summary>Says which records of the name still lead to the endpoint: this module did not make them.</summary>
    public async Task WarnAsync(DomainNameAccessAssociation association, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string name = DomainArn.NameOf(association.DomainNameArn);
        foreach (GetHostedZoneResponse zone in await HostedZones.CoveringAsync(session, name, stop))
        {
            string id = HostedZoneIds.Plain(zone.HostedZone.Id);
            foreach (ResourceRecordSet record in await LeadingAsync(id, name, association, stop))
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"{association.AccessAssociationSource} no longer leads to {name}, and calls that this takes there are refused: "
                            + EndpointZones.Stays(id, RecordName.Read(zone.HostedZone.Name), record)
                    )
                );
            }
        }
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
        ResourceRecordSet[] records =
        [
            .. (await HostedZones.RecordsAsync(session, zoneId, name, stop)).Where(item => item.Type != "CNAME"),
        ];
        await RecordSteps.DeleteRecordsAsync(session, zoneId, records, progress, stop);

        if (await RecordSteps.DeleteZoneAsync(session, zoneId, stop) is { } reason)
        {
            progress.Report(ProgressEvent.Warning($"Zone {HostedZoneIds.Plain(zoneId)} ({name}) stays: {reason}."));
        }
    }

    private async Task RemoveRecordsAsync(
        string zoneId,
        IReadOnlyList<string> types,
        string name,
        DomainNameAccessAssociation association,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        // By the endpoint's id in what it leads to, since the endpoint may be gone by now.
        await RecordSteps.DeleteRecordsAsync(
            session,
            zoneId,
            [.. (await LeadingAsync(zoneId, name, association, stop)).Where(record => types.Contains(record.Type))],
            progress,
            stop
        );
    }

    /// <summary>The zones of ours in the endpoint's VPC whose record leads to the endpoint.</summary>
    private async Task<IReadOnlyList<GetHostedZoneResponse>> ZonesAsync(DomainNameAccessAssociation association, CancellationToken stop)
    {
        string name = DomainArn.NameOf(association.DomainNameArn);
        List<GetHostedZoneResponse> found = [];
        foreach (GetHostedZoneResponse zone in await HostedZones.CoveringAsync(session, name, stop))
        {
            if (RecordSteps.IsOurs(zone.HostedZone, name) && (await LeadingAsync(zone.HostedZone.Id, name, association, stop)).Any())
            {
                found.Add(zone);
            }
        }

        return found;
    }

    private async Task<IEnumerable<ResourceRecordSet>> LeadingAsync(
        string zoneId,
        string name,
        DomainNameAccessAssociation association,
        CancellationToken stop
    ) =>
        (await HostedZones.RecordsAsync(session, zoneId, name, stop)).Where(record =>
            EndpointZones.LeadsTo(record, association.AccessAssociationSource ?? string.Empty)
        );
}
