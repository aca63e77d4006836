using PrivateApi.Facts;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability.Addressing;

/// <summary>Which endpoints a call may go through.</summary>
internal static class EndpointChoice
{
    /// <summary>Endpoints that associations or the resource policy name, associated ones first.</summary>
    public static IReadOnlyList<string> NamedBy(AccountSnapshot snapshot, ApiFact api) =>
        NamedBy(api.Associated, snapshot.Index.Policy(api.Policy));

    /// <summary>As above, by a policy's text that nobody keeps. A text that is no policy names none.</summary>
    public static IReadOnlyList<string> NamedBy(IEnumerable<string> associated, string? policy) =>
        NamedBy(associated, SnapshotIndex.ReadPolicy(policy));

    /// <summary>As above, by a policy that was read.</summary>
    public static IReadOnlyList<string> NamedBy(IEnumerable<string> associated, PolicyDocument? policy) =>
        [.. associated.Concat(InPolicy(policy)).Distinct(StringComparer.Ordinal)];

    /// <summary>The endpoint that a call goes through, by the facts; null for one that is not there, and where none is known.</summary>
    public static EndpointFact? Choose(AccountSnapshot snapshot, PathCall call, ApiFact? api) =>
        call.VpcEndpointId is { } id
            ? snapshot.Endpoints.FirstOrDefault(endpoint => endpoint.Id == id)
            : Choose(
                snapshot.Endpoints.Where(endpoint => endpoint.IsForApis),
                endpoint => new EndpointCandidate(endpoint.Id, endpoint.VpcId, endpoint.PrivateDnsEnabled),
                api is null ? [] : NamedBy(snapshot, api),
                call.Caller.VpcId
            );

    /// <summary>
    /// An endpoint that a private API names and this account does not have, where the caller's network leads to others: another account's
    /// may be there. Null for none.
    /// </summary>
    public static string? Beyond(AccountSnapshot snapshot, PathCall call, ApiFact? api) =>
        api is { IsPrivate: true }
        && snapshot.Index.RouteTable(call.Caller.SubnetId, call.Caller.VpcId ?? string.Empty) is { } table
        && table.Routes.Any(route =>
            route.Target.StartsWith("tgw-", StringComparison.Ordinal) || route.Target.StartsWith("pcx-", StringComparison.Ordinal)
        )
            ? NamedBy(snapshot, api).FirstOrDefault(id => snapshot.Endpoints.All(endpoint => endpoint.Id != id))
            : null;

    /// <summary>The endpoint that a call goes through when it does not say; null for none.</summary>
    /// <param name="endpoints">Endpoints for execute-api.</param>
    /// <param name="describe">What the choice depends on.</param>
    /// <param name="named">The ids that the API names, the preferred one first.</param>
    /// <param name="home">The caller's VPC; null for a caller outside of any.</param>
    public static T? Choose<T>(IEnumerable<T> endpoints, Func<T, EndpointCandidate> describe, IReadOnlyList<string> named, string? home)
        where T : class =>
        endpoints
            .Select(endpoint => (Endpoint: endpoint, Candidate: describe(endpoint)))
            .Select(item =>
                (item.Endpoint, Rank: Rank(item.Candidate, named, home), Place: named.TakeWhile(id => id != item.Candidate.Id).Count())
            )
            .Where(item => item.Rank is not null)
            .OrderBy(item => item.Rank)
            .ThenBy(item => item.Place)
            .FirstOrDefault()
            .Endpoint;

    // In the caller's VPC an endpoint is nearest. One there that the API does not name is used by whoever calls the API's own name, if
    // private DNS answers with it; otherwise nobody uses it unless told to, and one elsewhere that the API names is more likely meant.
    private static int? Rank(EndpointCandidate endpoint, IReadOnlyList<string> named, string? home) =>
        (endpoint.VpcId == home, named.Contains(endpoint.Id), endpoint.PrivateDnsEnabled) switch
        {
            (true, true, true) => 0,
            (true, true, false) => 1,
            (true, false, true) => 2,
            (false, true, _) => 3,
            (true, false, false) => 4,
            _ => null,
        };

    /// <summary>Endpoint ids without wildcards among a policy's values of aws:SourceVpce.</summary>
    public static IEnumerable<string> InPolicy(PolicyDocument? policy) =>
        policy is null
            ? []
            : policy
                .StatementArray.SelectMany(statement => statement.Conditions)
                .Where(clause => clause.Key.Equals(ConditionKeys.SourceVpce, StringComparison.OrdinalIgnoreCase))
                .SelectMany(clause => clause.Values)
                .Select(value => value.Text)
                .Where(text => text.StartsWith("vpce-", StringComparison.Ordinal) && !text.AsSpan().ContainsAny('*', '?', '$'));
}
