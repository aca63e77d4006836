using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The private custom domain that is called, its associations and base paths. Read only if one is called: without its id, a domain's
/// name means the public one.
/// </summary>
internal sealed class DomainReads(SnapshotReads reads)
{
    public async Task<IReadOnlyList<DomainFact>> ReadAsync(string name, string account, CancellationToken stop)
    {
        IReadOnlyList<DomainName> named = await reads.ListAsync(
            "Domain",
            "apigateway:GET on /domainnames",
            async () =>
                (await DomainsAsync(stop)).FindAll(item =>
                    string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase) && item.DomainNameId is not null
                )
        );
        if (named.Count == 0)
        {
            return [];
        }

        IReadOnlyList<DomainNameAccessAssociation> associations = await reads.ListAsync(
            "DomainAssociation",
            "apigateway:GET on /domainnameaccessassociations",
            () => ApiLists.AssociationsAsync(reads.Session.ApiGateway, stop)
        );
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
        // The list does not contain the policy.
        Task<GetDomainNameResponse> whole = reads.Session.ApiGateway.GetDomainNameAsync(
            new GetDomainNameRequest { DomainName = domain.Name, DomainNameId = domain.DomainNameId },
            stop
        );
        List<BasePathMapping> mappings = await ApiLists.MappingsAsync(reads.Session.ApiGateway, domain, stop);
        GetDomainNameResponse read = await whole;
        return new DomainFact
        {
            Name = domain.Name,
            Id = domain.DomainNameId!,
            OwnerId = domain.DomainNameArn?.Split(':') is { Length: > 4 } parts && parts[4].Length > 0 ? parts[4] : account,
            Policy = read.Policy,
            Status = read.DomainNameStatus,
            Associated =
            [
                .. associations
                    .Where(item => item.DomainNameArn == domain.DomainNameArn)
                    .Select(item => item.AccessAssociationSource)
                    .OfType<string>(),
            ],
            Mappings =
            [
                .. mappings.Select(item => new DomainMappingFact
                {
                    BasePath = item.BasePath is null or "(none)" ? string.Empty : item.BasePath,
                    RestApiId = item.RestApiId ?? string.Empty,
                    StageName = string.IsNullOrEmpty(item.Stage) ? null : item.Stage,
                }),
            ],
        };
    }

    private async Task<List<DomainName>> DomainsAsync(CancellationToken stop) =>
        [
            .. await ApiLists.DomainsAsync(reads.Session.ApiGateway, "SELF", stop),
            .. await ApiLists.DomainsAsync(reads.Session.ApiGateway, "OTHER_ACCOUNTS", stop),
        ];
}
