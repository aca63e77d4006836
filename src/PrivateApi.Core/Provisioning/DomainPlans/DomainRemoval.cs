using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// Removes a private custom domain name of the account with what belongs to it: always by its id, since its name alone means the public
/// one.
/// </summary>
internal sealed class DomainRemoval(AwsSession session)
{
    private readonly AssociationRemoval _associations = new(session);

    /// <summary>The command that removes one.</summary>
    public static CommandLine Command(string name, string id) =>
        CommandLine.ForCmdlet("Remove-PrivateApiDomain").With("DomainName", name).With("DomainNameId", id);

    /// <summary>Finds it, and refuses one that this module did not make. Changes nothing.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">Its id; null for the only one of the name.</param>
    /// <param name="force">True for any.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PrivateApiException"><c>DomainNotFound</c>, <c>AmbiguousName</c>, <c>NotOurs</c>, also for another
    /// account's.</exception>
    public async Task<DomainName> CheckAsync(string name, string? id, bool force, CancellationToken stop)
    {
        DomainName domain = await new Domains(session).GetOwnAsync(name, id, stop);
        return force || domain.Tags?.GetValueOrDefault(ResourceTags.Name) is not null
            ? domain
            : throw new PrivateApiException(
                "NotOurs",
                FaultKind.Conflict,
                $"The private custom domain name {domain.Name} ({domain.DomainNameId}) has no tag {ResourceTags.Name}, so "
                    + "New-PrivateApiDomain did not create it. Use -Force to remove it nevertheless.",
                domain.Name
            );
    }

    /// <summary>What goes with it, a line each. Changes nothing.</summary>
    public async Task<IReadOnlyList<string>> SurveyAsync(DomainName domain, CancellationToken stop)
    {
        List<DomainNameAccessAssociation> others = await ApiLists.AssociationsAsync(session.ApiGateway, "OTHER_ACCOUNTS", stop);
        List<string> lines = [];
        foreach (DomainNameAccessAssociation own in await OwnAsync(domain, stop))
        {
            lines.AddRange(await _associations.SurveyAsync(own, stop));
        }

        return
        [
            .. lines.Union((await ZonesAsync(domain, stop)).Select(zone => AssociationRemoval.Line(zone, domain.Name))),
            .. (await MappingsAsync(domain, stop)).Select(item =>
                $"Base path {item.BasePath ?? DomainWrites.Root}, which leads to {item.RestApiId}/{item.Stage}"
            ),
            .. (await RulesAsync(domain, stop)).Select(rule => $"Routing rule {rule.Priority} ({rule.RoutingRuleId})"),
            $"Private custom domain name {domain.Name} ({domain.DomainNameId}), with its policy",
            .. others
                .Where(item => item.DomainNameArn == domain.DomainNameArn)
                .Select(item =>
                    $"What is useless afterwards: the association of {item.AccessAssociationSource} of account "
                    + $"{DomainArn.AccountOf(item.DomainNameAccessAssociationArn)}, and the private zone or record by which the name "
                    + $"resolves there. While the name is there, that account takes both away with: {ConsumersCommand(item)}"
                ),
            .. (await StayingAsync(domain, stop)).Select(words => $"What leads nowhere afterwards: {words}"),
        ];
    }

    /// <summary>Removes it.</summary>
    public async Task RemoveAsync(DomainName domain, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        foreach (DomainNameAccessAssociation own in await OwnAsync(domain, stop))
        {
            await _associations.RemoveAsync(own, progress, stop);
        }

        foreach (GetHostedZoneResponse zone in await ZonesAsync(domain, stop))
        {
            await _associations.RemoveZoneAsync(zone.HostedZone.Id, domain.Name, progress, stop);
        }

        foreach (BasePathMapping mapping in await MappingsAsync(domain, stop))
        {
            await DomainWrites.IgnoringGoneAsync(
                session.ApiGateway.DeleteBasePathMappingAsync(
                    new DeleteBasePathMappingRequest
                    {
                        DomainName = domain.Name,
                        DomainNameId = domain.DomainNameId,
                        BasePath = mapping.BasePath ?? DomainWrites.Root,
                    },
                    stop
                )
            );
        }

        foreach (RoutingRule rule in await RulesAsync(domain, stop))
        {
            await DomainWrites.IgnoringGoneAsync(
                session.ApiGatewayV2.DeleteRoutingRuleAsync(
                    new DeleteRoutingRuleRequest
                    {
                        DomainName = domain.Name,
                        DomainNameId = domain.DomainNameId,
                        RoutingRuleId = rule.RoutingRuleId,
                    },
                    stop
                )
            );
        }

        List<DomainNameAccessAssociation> others =
        [
            .. (await ApiLists.AssociationsAsync(session.ApiGateway, "OTHER_ACCOUNTS", stop)).Where(item =>
                item.DomainNameArn == domain.DomainNameArn
            ),
        ];
        await DomainWrites.DeleteAsync(session, domain.Name, domain.DomainNameId!, progress, stop);
        foreach (string words in await StayingAsync(domain, stop))
        {
            progress.Report(ProgressEvent.Warning($"{domain.Name} is gone, and this leads nowhere now: {words}"));
        }

        foreach (DomainNameAccessAssociation other in others)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"{domain.Name} is gone. Account {DomainArn.AccountOf(other.DomainNameAccessAssociationArn)}, whose "
                        + $"{other.AccessAssociationSource} was associated with it, may still have a private zone or record by which the "
                        + "name resolves there; it does not show here. That account looks with: "
                        + CommandLine.ForCmdlet("Get-R53HostedZonesByName").With("DNSName", domain.Name)
                )
            );
        }
    }

    private static CommandLine ConsumersCommand(DomainNameAccessAssociation item) =>
        AssociationSteps.Removal(item.DomainNameArn ?? string.Empty, item.AccessAssociationSource ?? string.Empty);

    // Records of the name in zones that this module did not make, and that no association of this account notes.
    private async Task<IReadOnlyList<string>> StayingAsync(DomainName domain, CancellationToken stop)
    {
        string[] noted =
        [
            .. (await OwnAsync(domain, stop)).Select(item => RecordSteps.Noted(item)?.ZoneId).OfType<string>().Select(HostedZoneIds.Plain),
        ];
        List<string> found = [];
        foreach (GetHostedZoneResponse zone in await HostedZones.CoveringAsync(session, domain.Name, stop))
        {
            string id = HostedZoneIds.Plain(zone.HostedZone.Id);
            if (!RecordSteps.IsOurs(zone.HostedZone, domain.Name) && !noted.Contains(id))
            {
                found.AddRange(
                    (await HostedZones.RecordsAsync(session, id, domain.Name, stop))
                        .Where(EndpointZones.LeadsToAny)
                        .Select(record => EndpointZones.Stays(id, RecordName.Read(zone.HostedZone.Name), record))
                );
            }
        }

        return found;
    }

    private async Task<List<DomainNameAccessAssociation>> OwnAsync(DomainName domain, CancellationToken stop) =>
        (await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop)).FindAll(item => item.DomainNameArn == domain.DomainNameArn);

    // What an association had a zone of its own for goes with the association; these are in VPCs without one.
    private async Task<IReadOnlyList<GetHostedZoneResponse>> ZonesAsync(DomainName domain, CancellationToken stop) =>
        [.. (await HostedZones.CoveringAsync(session, domain.Name, stop)).Where(zone => RecordSteps.IsOurs(zone.HostedZone, domain.Name))];

    private Task<List<BasePathMapping>> MappingsAsync(DomainName domain, CancellationToken stop) =>
        ApiLists.MappingsAsync(session.ApiGateway, domain, stop);

    private async Task<IReadOnlyList<RoutingRule>> RulesAsync(DomainName domain, CancellationToken stop) =>
        domain.RoutingMode is null or "BASE_PATH_MAPPING_ONLY"
            ? []
            : await RoutingRules.ListAsync(session, domain.Name, domain.DomainNameId, stop);
}
