using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Resources;

/// <summary>The VPC endpoints that a user names for an API, and whose they are.</summary>
/// <param name="Ids">Their ids, in the order given.</param>
/// <param name="Foreign">The accounts of those that another account owns, by id.</param>
internal sealed record NamedEndpoints(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, string> Foreign)
{
    /// <summary>No endpoints of other accounts.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoForeign = new Dictionary<string, string>();

    /// <summary>Sorts endpoints into the account's own and others'.</summary>
    /// <param name="session">The connection to the API's account.</param>
    /// <param name="named">Ids and ARNs.</param>
    /// <param name="stop">Stops the read of the account's id.</param>
    /// <exception cref="PrivateApiException"><c>ConnectionMismatch</c>: one is in another Region.</exception>
    public static async Task<NamedEndpoints> ReadAsync(AwsSession session, IEnumerable<string> named, CancellationToken stop)
    {
        List<string> ids = [];
        Dictionary<string, string> foreign = new(StringComparer.Ordinal);
        foreach (NamedEndpoint endpoint in named.Select(NamedEndpoint.Read))
        {
            if (endpoint.Region is { } region && region != session.Region)
            {
                throw new PrivateApiException(
                    "ConnectionMismatch",
                    FaultKind.InvalidArgument,
                    $"{endpoint.VpcEndpointId} is in {region}, but this connection is to {session.Region}. An API and the endpoints that "
                        + "it is called through are in one Region.",
                    endpoint.VpcEndpointId
                );
            }

            if (endpoint.AccountId is { } account && account != await session.GetAccountIdAsync(stop))
            {
                foreign[endpoint.VpcEndpointId] = account;
            }

            ids.Add(endpoint.VpcEndpointId);
        }

        return new(ids, foreign);
    }

    /// <summary>An endpoint's id, with its account where that is another one.</summary>
    public static string Describe(string id, IReadOnlyDictionary<string, string> foreign) =>
        foreign.TryGetValue(id, out string? account) ? $"{id} of account {account}" : id;

    /// <summary>Says what is whose where an API is made for other accounts' endpoints.</summary>
    /// <param name="session">The connection to the API's account.</param>
    /// <param name="foreign">The accounts of the endpoints, by id.</param>
    /// <param name="progress">Receives a line for each.</param>
    /// <param name="stop">Stops the read of the account's id.</param>
    public static async Task ReportAsync(
        AwsSession session,
        IReadOnlyDictionary<string, string> foreign,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        foreach ((string id, string owner) in foreign)
        {
            progress.Report(
                ProgressEvent.Verbose(
                    $"{id} belongs to account {owner}. The API, its policy and its associations are account "
                        + $"{await session.GetAccountIdAsync(stop)}'s; the endpoint, its policy, its security groups and the names in its "
                        + $"VPC are for account {owner} to change."
                )
            );
        }
    }
}
