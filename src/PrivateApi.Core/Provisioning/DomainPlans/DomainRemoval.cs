using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
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
                    + DomainArn.AccountOf(item.DomainNameAccessAssociationArn)
                ),
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

        await DomainWrites.DeleteAsync(session, domain.Name, domain.DomainNameId!, progress, stop);
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
