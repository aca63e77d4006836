using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the private custom domain names, of the account and shared with it.</summary>
public sealed class DomainNameCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<DomainName>[] found = await Task.WhenAll(
            ApiLists.DomainsAsync(session.ApiGateway, "SELF", stop),
            ApiLists.DomainsAsync(session.ApiGateway, "OTHER_ACCOUNTS", stop)
        );
        return
        [
            .. found
                .SelectMany((part, i) => part.Select(domain => (domain.Name, IsShared: i > 0)))
                .DistinctBy(item => item.Name)
                .OrderBy(item => item.Name, StringComparer.Ordinal)
                .Select(item => new Suggestion(
                    item.Name,
                    item.IsShared ? "custom domain name of another account" : "custom domain name of this account"
                )),
        ];
    }
}
