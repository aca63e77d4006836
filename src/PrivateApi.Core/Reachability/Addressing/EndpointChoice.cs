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

    /// <summary>
    /// The endpoint that a call goes through when it does not say: one of its own VPC before others, a named one before others.
    /// </summary>
    public static EndpointFact? Choose(AccountSnapshot snapshot, PathCall call, ApiFact? api)
    {
        if (call.VpcEndpointId is { } id)
        {
            return snapshot.Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);
        }

        IReadOnlyList<string> named = api is null ? [] : NamedBy(snapshot, api);
        string? home = call.Caller.VpcId;
        return snapshot
            .Endpoints.Where(endpoint => endpoint.IsForApis && (endpoint.VpcId == home || named.Contains(endpoint.Id)))
            .OrderByDescending(endpoint =>
                (endpoint.VpcId == home ? 4 : 0) + (named.Contains(endpoint.Id) ? 2 : 0) + (endpoint.PrivateDnsEnabled ? 1 : 0)
            )
            .FirstOrDefault();
    }

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
