using System.Text.RegularExpressions;
using PrivateApi.Facts;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// Public custom domain names. A CNAME makes the resolver ask for <c>d-….execute-api.…</c>, which private DNS of an endpoint answers;
/// Route 53 resolves an alias record itself (Route 53 guide, "Choosing between alias and non-alias records").
/// </summary>
internal static partial class PublicDomains
{
    /// <summary>True for the Regional host of a custom domain name.</summary>
    public static bool IsTarget(string name) => Target().IsMatch(name);

    /// <summary>The answer outside of private DNS; null for another name.</summary>
    public static NameAnswer? Find(AccountSnapshot snapshot, string host) =>
        IsTarget(host) ? NameAnswer.Public($"{host} is a public custom domain name's host")
        : Domain(snapshot, host) is { } domain
            ? NameAnswer.Public($"{host} is a public custom domain name that leads to {domain.TargetName}") with
            {
                // Its own record is not read: a load balancer may be in front.
                HasNoPublicRecord = true,
            }
        : null;

    /// <summary>The answer in a VPC where private DNS takes the names of API Gateway; null where it is the same as elsewhere.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="capturing">The endpoint with private DNS.</param>
    /// <param name="host">The name asked for.</param>
    /// <param name="follow">Asks for the name that a CNAME stands for; null when the chain is too long.</param>
    public static NameAnswer? Seen(AccountSnapshot snapshot, EndpointFact capturing, string host, Func<string, NameAnswer>? follow)
    {
        if (Domain(snapshot, host) is not { TargetName: { } target } || !IsTarget(target))
        {
            return null;
        }

        HostedZoneFact? zone = snapshot
            .HostedZones.Where(item => item.IsPublic && NameRules.Covers(item.Name, host))
            .MaxBy(item => item.Name.Length);
        RecordFact[] records = [.. zone?.Records.Where(record => record.Name == host) ?? []];
        if (records.Length == 0)
        {
            string unread = snapshot.Missing("PublicZone") is { } denied
                ? $"could not be read: {denied.Permission} is denied"
                : $"is in no public hosted zone of account {snapshot.AccountId}";
            return NameAnswer.Unknown(
                $"{host} is a public custom domain name, and its record {unread}. An alias record leads to public addresses; "
                    + $"private DNS of {capturing.Id} takes a CNAME to {target}"
            );
        }

        return records.FirstOrDefault(record => record.Type == "CNAME") is { Values: [var value, ..] } && follow is not null
            ? follow(value.TrimEnd('.').ToLowerInvariant()) is var answer
                ? answer with
                {
                    Evidence = $"{host} is a CNAME to {value.TrimEnd('.')}: {answer.Evidence}",
                }
                : null
            : null;
    }

    private static DomainFact? Domain(AccountSnapshot snapshot, string host) =>
        snapshot.Domains.FirstOrDefault(item => item.IsPublic && string.Equals(item.Name, host, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^d-[a-z0-9]+\.execute-api\.[a-z0-9-]+\.[a-z0-9.-]+$")]
    private static partial Regex Target();
}
