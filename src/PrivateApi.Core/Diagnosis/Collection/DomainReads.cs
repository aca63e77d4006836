using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The custom domain that is called, private or public, its associations and base paths. Read only if one is called.
/// </summary>
internal sealed class DomainReads(SnapshotReads reads)
{
    public async Task<IReadOnlyList<DomainFact>> ReadAsync(string name, string account, CancellationToken stop)
    {
        IReadOnlyList<DomainName> named = await reads.ListAsync(
            "Domain",
            "apigateway:GET on /domainnames",
            async () => (await DomainsAsync(stop)).FindAll(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase))
        );
        if (named.Count == 0)
        {
            return [];
        }

        IReadOnlyList<DomainNameAccessAssociation> associations = named.All(IsPublic)
            ? []
            : await reads.ListAsync("DomainAssociation", "apigateway:GET on /domainnameaccessassociations", () => AssociationsAsync(stop));
        DomainFact?[] facts = await Task.WhenAll(
            named.Select(item =>
                reads.OneAsync("Domain", $"apigateway:GET on /domainnames/{name}", () => FactAsync(item, associations, account, stop))
            )
        );
        return [.. facts.OfType<DomainFact>()];
    }

    private async Task<DomainFact?> FactAsync(
        DomainName domain,
        IReadOnlyList<DomainNameAccessAssociation> associations,
        string account,
        CancellationToken stop
    )
    {
        // Of others' names lists show name, id and ARN, and nothing else can be read of them.
        string owner = domain.DomainNameArn?.Split(':') is { Length: > 4 } parts && parts[4].Length > 0 ? parts[4] : account;
        if (owner != account && !IsPublic(domain))
        {
            return new DomainFact
            {
                Name = domain.Name,
                Id = domain.DomainNameId ?? string.Empty,
                OwnerId = owner,
                IsShared = true,
                Associated = Associated(domain, associations),
            };
        }

        // The list does not contain the policy, and a public name has none.
        Task<DomainName> whole = IsPublic(domain) ? Task.FromResult(domain) : WholeAsync(domain, stop);
        List<BasePathMapping> mappings = await ApiLists.MappingsAsync(reads.Session.ApiGateway, domain, stop);
        DomainName read = await whole;
        IReadOnlyList<RoutingRuleFact> rules = domain.RoutingMode is null or "BASE_PATH_MAPPING_ONLY"
            ? []
            : await new V2Reads(reads).RoutingRulesAsync(domain, stop);
        return new DomainFact
        {
            Name = domain.Name,
            Id = domain.DomainNameId ?? string.Empty,
            IsPublic = IsPublic(domain),
            TargetName = domain.RegionalDomainName ?? domain.DistributionDomainName,
            OwnerId = owner,
            Policy = read.Policy,
            Status = read.DomainNameStatus,
            RoutingMode = domain.RoutingMode,
            Rules = rules,
            Associated = Associated(domain, associations),
            Mappings = mappings.ConvertAll(RouteFacts.Mapping),
        };
    }

    private static string[] Associated(DomainName domain, IReadOnlyList<DomainNameAccessAssociation> associations) =>
        [
            .. associations
                .Where(item => item.DomainNameArn == domain.DomainNameArn)
                .Select(item => item.AccessAssociationSource)
                .OfType<string>(),
        ];

    /// <summary>Without an id, a domain's name means the public one.</summary>
    private static bool IsPublic(DomainName domain) => domain.DomainNameId is null;

    private async Task<DomainName> WholeAsync(DomainName domain, CancellationToken stop) =>
        await reads.Session.ApiGateway.GetDomainNameAsync(
            new GetDomainNameRequest { DomainName = domain.Name, DomainNameId = domain.DomainNameId },
            stop
        );

    // The endpoint's account makes an association: another's shows to the domain's owner apart.
    private async Task<List<DomainNameAccessAssociation>> AssociationsAsync(CancellationToken stop) =>
        [
            .. await ApiLists.AssociationsAsync(reads.Session.ApiGateway, "SELF", stop),
            .. await ApiLists.AssociationsAsync(reads.Session.ApiGateway, "OTHER_ACCOUNTS", stop),
        ];

    private async Task<List<DomainName>> DomainsAsync(CancellationToken stop) =>
        [
            .. await ApiLists.DomainsAsync(reads.Session.ApiGateway, "SELF", stop),
            .. await ApiLists.DomainsAsync(reads.Session.ApiGateway, "OTHER_ACCOUNTS", stop),
        ];
}
