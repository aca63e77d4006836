using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// What a private hosted zone answers. A zone that covers a name and has no record for it hides the public one (Route 53 guide,
/// "Considerations when working with a private hosted zone").
/// </summary>
internal static class ZoneRecords
{
    /// <summary>APIs whose names zones substitute for others: they matter to every call.</summary>
    public static IEnumerable<string> Apis(IEnumerable<HostedZoneFact> zones) =>
        zones
            .SelectMany(zone => zone.Records)
            .SelectMany(record =>
                record.AliasTarget is { } alias ? [alias]
                : record.Type == "CNAME" ? record.Values
                : []
            )
            .Select(name => ApiHost.Parse(name).RestApiId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    /// <summary>Looks a name up.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="host">The name.</param>
    /// <param name="follow">Asks for a name that a record stands for; null when the chain is too long.</param>
    public static NameAnswer Resolve(AccountSnapshot snapshot, HostedZoneFact zone, string host, Func<string, NameAnswer>? follow)
    {
        List<RecordFact> records = [.. zone.Records.Where(record => record.Name == host)];
        if (records.Count == 0)
        {
            records =
            [
                .. zone.Records.Where(record =>
                        record.Name.StartsWith("*.", StringComparison.Ordinal)
                        && NameRules.Covers(record.Name[2..], host)
                        && host.Length > record.Name.Length - 2
                    )
                    .GroupBy(record => record.Name.Length)
                    .MaxBy(group => group.Key)
                    ?? Enumerable.Empty<RecordFact>(),
            ];
        }

        string words = $"private zone {zone.Id} ({zone.Name})";
        if (records.Count == 0)
        {
            return snapshot.Missing("Record") is { } denied
                ? NameAnswer.Unknown($"{words} covers {host}, but its records could not be read: {denied.Permission} is denied")
                : NameAnswer.None($"{words} covers {host} but has no record for it, which hides every other answer") with
                {
                    HidingZone = zone,
                };
        }

        foreach (RecordFact record in records)
        {
            // Route 53 itself knows what an alias of an endpoint stands for: no rule or zone of the VPC is asked again.
            if (record.AliasTarget is { } alias && ApiHost.Parse(alias) is { Form: UrlForm.EndpointDns })
            {
                NameAnswer stands = PublicRecords.Resolve(snapshot, alias);
                return stands with { Evidence = $"{words} leads to {alias}: {stands.Evidence}" };
            }

            if (record.AliasTarget is { } regional && PublicDomains.IsTarget(regional))
            {
                return NameAnswer.Public($"{words} has an alias record to {regional}, which Route 53 resolves itself: public addresses");
            }

            if ((record.AliasTarget ?? (record.Type == "CNAME" ? (record.Values is [var value, ..] ? value : null) : null)) is { } target)
            {
                return follow is null ? NameAnswer.None($"{words} leads to {target} through a chain of records that is too long")
                    : follow(target.TrimEnd('.').ToLowerInvariant()) is var answer
                        ? answer with
                        {
                            Evidence = $"{words} leads to {target}: {answer.Evidence}",
                        }
                    : null!;
            }
        }

        string[] addresses = [.. records.SelectMany(record => record.Values)];
        return new NameAnswer
        {
            Kind = NameAnswerKind.Other,
            Address = addresses,
            Evidence = $"{words} answers {string.Join(", ", addresses)}",
        };
    }
}
