// Over 250 lines: all reads of a name that lead to one object.
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>Reads private custom domain names, of the account and shared with it.</summary>
internal sealed class Domains(AwsSession session)
{
    /// <summary>The account's own names; public ones, which have no id, are left out.</summary>
    public async Task<List<DomainName>> OwnAsync(CancellationToken stop) =>
        (await ApiLists.DomainsAsync(session.ApiGateway, "SELF", stop)).FindAll(item => item.DomainNameId is not null);

    /// <summary>The account's own names of one spelling.</summary>
    public async Task<List<DomainName>> NamedAsync(string name, CancellationToken stop) =>
        (await OwnAsync(stop)).FindAll(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The account's own name, by its id where there are several.</summary>
    /// <exception cref="PrivateApiException"><c>DomainNotFound</c>, <c>AmbiguousName</c>, <c>NotOurs</c>: another account shares
    /// it.</exception>
    public async Task<DomainName> GetOwnAsync(string name, string? id, CancellationToken stop)
    {
        List<DomainName> found = (await NamedAsync(name, stop)).FindAll(item => id is null || item.DomainNameId == id);
        return found switch
        {
            [var one] => one,
            [] => throw await NotOwnAsync(name, id, stop),
            _ => throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"More than one private custom domain name is called '{name}': "
                    + $"{string.Join(", ", found.Select(item => item.DomainNameId))}. Name one with -DomainNameId.",
                name
            ),
        };
    }

    /// <summary>The names that pass, own ones first, by name and id.</summary>
    /// <param name="passes">Is given a name and its id.</param>
    /// <param name="name">The one name that is looked for, of which a public one is worth a warning; null for several.</param>
    /// <param name="progress">Receives the warnings.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<Domain>> ListAsync(
        Func<string, string, bool> passes,
        string? name,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string account = await session.GetAccountIdAsync(stop);
        List<DomainName> own = await ApiLists.DomainsAsync(session.ApiGateway, "SELF", stop);
        List<DomainName> shared = await ApiLists.DomainsAsync(session.ApiGateway, "OTHER_ACCOUNTS", stop);
        DomainName[] found =
        [
            .. Ordered(own.Where(item => item.DomainNameId is { } id && passes(item.Name, id))),
            .. Ordered(shared.Where(item => item.DomainNameId is { } id && passes(item.Name, id))),
        ];
        if (name is not null && own.Exists(item => item.DomainNameId is null && IsCalled(item, name)))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The account has a public custom domain name {name} as well. What names no -DomainNameId in other tools, as "
                        + "Remove-AGDomainName of AWS Tools, means the public one."
                )
            );
        }

        DomainNameAccessAssociation[] associations =
            found.Length == 0
                ? []
                :
                [
                    .. await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop),
                    .. await ApiLists.AssociationsAsync(session.ApiGateway, "OTHER_ACCOUNTS", stop),
                ];
        List<Domain> all = [];
        foreach (DomainName item in found)
        {
            all.Add(await DescribeAsync(item, associations, account, progress, stop));
        }

        return all;
    }

    /// <summary>One name, own or shared, by its id.</summary>
    /// <exception cref="PrivateApiException"><c>DomainNotFound</c>.</exception>
    public async Task<Domain> GetAsync(string name, string id, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        (await ListAsync((other, otherId) => otherId == id && other == name, null, progress, stop)) is [var found, ..]
            ? found
            : throw NotFound(name, id);

    /// <summary>The ARN of the one name of a spelling that is the account's or shared with it.</summary>
    /// <exception cref="PrivateApiException"><c>DomainNotFound</c>, <c>AmbiguousName</c>.</exception>
    public async Task<string> ArnAsync(string name, CancellationToken stop)
    {
        List<DomainName> found = [.. await NamedAsync(name, stop), .. await SharedAsync(name, stop)];
        return found switch
        {
            [{ DomainNameArn: { } arn }] => arn,
            [] => throw NotFound(name, null),
            _ => throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"More than one private custom domain name is called '{name}': "
                    + $"{string.Join(", ", found.Select(item => item.DomainNameArn))}. Name one with -DomainNameArn.",
                name
            ),
        };
    }

    /// <summary>The associations of some of this account's endpoints with a name.</summary>
    public async Task<IReadOnlyList<DomainAssociation>> AssociationsAsync(
        string name,
        IReadOnlyList<string> endpointIds,
        CancellationToken stop
    )
    {
        string account = await session.GetAccountIdAsync(stop);
        return
        [
            .. (await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop))
                .Where(item =>
                    DomainArn.NameOf(item.DomainNameArn) == name && endpointIds.Contains(item.AccessAssociationSource ?? string.Empty)
                )
                .Select(item => Associations.Describe(session, item, account)),
        ];
    }

    public PrivateApiException NotFound(string name, string? id) =>
        new(
            "DomainNotFound",
            FaultKind.NotFound,
            $"There is no private custom domain name {name}{(id is null ? string.Empty : $" with the id {id}")} in {session.Region}. "
                + "Get-PrivateApiDomain lists the account's own and those that other accounts share with it.",
            name
        );

    // A name of another account is not gone, and only its owner changes it.
    private async Task<PrivateApiException> NotOwnAsync(string name, string? id, CancellationToken stop) =>
        (await SharedAsync(name, stop)).Find(item => id is null || item.DomainNameId == id) is { } shared
            ? new(
                "NotOurs",
                FaultKind.Conflict,
                $"The private custom domain name {shared.Name} ({shared.DomainNameId}) is of account "
                    + $"{DomainArn.AccountOf(shared.DomainNameArn)}, which shares it with this one. Only its owner changes or removes it. "
                    + "Remove-PrivateApiDomainAssociation ends the associations of this account's own endpoints with it "
                    + $"({shared.DomainNameArn}).",
                name
            )
            : NotFound(name, id);

    private async Task<List<DomainName>> SharedAsync(string name, CancellationToken stop) =>
        (await ApiLists.DomainsAsync(session.ApiGateway, "OTHER_ACCOUNTS", stop)).FindAll(item => IsCalled(item, name));

    private static bool IsCalled(DomainName item, string name) => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<DomainName> Ordered(IEnumerable<DomainName> domains) =>
        domains.OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.DomainNameId, StringComparer.Ordinal);

    private async Task<Domain> DescribeAsync(
        DomainName item,
        IEnumerable<DomainNameAccessAssociation> associations,
        string account,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string owner = DomainArn.AccountOf(item.DomainNameArn) ?? account;

        // Of others' names lists show name, id and ARN, and nothing else can be read of them. Policies are in no list.
        DomainName? whole = owner == account ? await DomainWrites.ReadAsync(session, item.Name, item.DomainNameId!, stop) : null;
        return new Domain
        {
            DomainName = item.Name,
            DomainNameId = item.DomainNameId!,
            DomainNameArn = item.DomainNameArn ?? string.Empty,
            Status = whole?.DomainNameStatus,
            StatusMessage = string.IsNullOrEmpty(whole?.DomainNameStatusMessage) ? null : whole.DomainNameStatusMessage,
            CertificateArn = whole?.CertificateArn,
            RoutingMode = whole?.RoutingMode,
            Policy = string.IsNullOrWhiteSpace(whole?.Policy) ? null : whole.Policy,
            ManagementPolicy = string.IsNullOrWhiteSpace(whole?.ManagementPolicy) ? null : whole.ManagementPolicy,
            IsShared = whole is null,
            OwnerId = owner,
            Mapping = whole is null ? [] : await MappingsAsync(item, account, stop),
            Rule = whole?.RoutingMode is null or "BASE_PATH_MAPPING_ONLY" ? [] : await RulesAsync(item, stop),
            Association = associations
                .Where(other => other.DomainNameArn == item.DomainNameArn)
                .Select(other => Associations.Describe(session, other, account))
                .ToArray(),
            Record = await RecordsAsync(item.Name, progress, stop),
            Tag = whole?.Tags ?? [],
            AccountId = account,
            Region = session.Region,
        };
    }

    private async Task<DomainMapping[]> MappingsAsync(DomainName domain, string account, CancellationToken stop) =>
        [
            .. (await ApiLists.MappingsAsync(session.ApiGateway, domain, stop)).Select(item =>
            {
                string path = item.BasePath is null or DomainWrites.Root ? string.Empty : item.BasePath;
                return new DomainMapping
                {
                    DomainName = domain.Name,
                    DomainNameId = domain.DomainNameId!,
                    BasePath = path,
                    RestApiId = item.RestApiId ?? string.Empty,
                    StageName = string.IsNullOrEmpty(item.Stage) ? null : item.Stage,
                    BaseUrl = $"https://{domain.Name}/{path}".TrimEnd('/'),
                    AccountId = account,
                    Region = session.Region,
                };
            }),
        ];

    private async Task<DomainRule[]> RulesAsync(DomainName domain, CancellationToken stop) =>
        [
            .. (await RoutingRules.ListAsync(session, domain.Name, domain.DomainNameId!, stop))
                .OrderBy(rule => rule.Priority)
                .Select(RoutingRules.Describe),
        ];

    // Whoever may not read Route 53 gets the rest.
    private async Task<DomainRecord[]> RecordsAsync(string name, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            List<DomainRecord> found = [];
            foreach (GetHostedZoneResponse zone in await HostedZones.CoveringAsync(session, name, stop))
            {
                foreach (ResourceRecordSet record in await HostedZones.RecordsAsync(session, zone.HostedZone.Id, name, stop))
                {
                    found.Add(
                        new DomainRecord
                        {
                            Name = RecordName.Read(record.Name),
                            Type = record.Type,
                            Target = record.AliasTarget is { } alias
                                ? RecordName.Read(alias.DNSName)
                                : string.Join(", ", record.ResourceRecords.Select(value => value.Value)),
                            HostedZoneId = HostedZoneIds.Plain(zone.HostedZone.Id),
                            ZoneName = RecordName.Read(zone.HostedZone.Name),
                            VpcId = zone.VPCs.Where(vpc => vpc.VPCRegion == session.Region).Select(vpc => vpc.VPCId).ToArray(),
                        }
                    );
                }
            }

            return [.. found];
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress.Report(ProgressEvent.Warning($"The records of {name} could not be read: {e.Message.TrimEnd()}"));
            return [];
        }
    }
}
