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

        IGrouping<string?, RecordFact>[] targets = [.. records.GroupBy(TargetOf)];
        if (targets.Length > 1 && Array.Exists(targets, item => item.Key is not null))
        {
            IEnumerable<string> several = records.Select(item => $"{TargetOf(item) ?? string.Join(", ", item.Values)} ({item.Type})");
            return NameAnswer.Unknown(
                $"{words} leads to {string.Join(" and ", several)}: which of them a call takes is not known; make them lead to one"
            );
        }

        if (targets[0].Key is { } target)
        {
            return Answered(Followed(snapshot, records[0], target, words, follow), zone, records, words);
        }

        string[] addresses = [.. records.SelectMany(record => record.Values)];
        return new NameAnswer
        {
            Kind = NameAnswerKind.Other,
            Address = addresses,
            Evidence = $"{words} answers {string.Join(", ", addresses)}",
        };
    }

    private static NameAnswer Followed(
        AccountSnapshot snapshot,
        RecordFact record,
        string target,
        string words,
        Func<string, NameAnswer>? follow
    )
    {
        // Route 53 itself knows what an alias of an endpoint stands for: no rule or zone of the VPC is asked again.
        if (record.AliasTarget is not null && ApiHost.Parse(target) is { Form: UrlForm.EndpointDns })
        {
            NameAnswer stands = PublicRecords.Resolve(snapshot, target);
            return stands with { Evidence = $"{words} leads to {target}: {stands.Evidence}" };
        }

        if (record.AliasTarget is not null && PublicDomains.IsTarget(target))
        {
            return NameAnswer.Public($"{words} has an alias record to {target}, which Route 53 resolves itself: public addresses");
        }

        return follow is null ? NameAnswer.None($"{words} leads to {target} through a chain of records that is too long")
            : follow(target.TrimEnd('.').ToLowerInvariant()) is var answer
                ? answer with
                {
                    Evidence = $"{words} leads to {target}: {answer.Evidence}",
                }
            : null!;
    }

    /// <summary>
    /// The answer in the families of the records that lead to it: an alias record answers a query of its own type alone, a CNAME all of
    /// them (Route 53 guide, "Choosing between alias and non-alias records").
    /// </summary>
    private static NameAnswer Answered(NameAnswer answer, HostedZoneFact zone, IReadOnlyList<RecordFact> records, string words)
    {
        if (answer is not { Kind: NameAnswerKind.Endpoint, Interfaces.Count: > 0 } || records.Any(item => item.AliasTarget is null))
        {
            return answer;
        }

        string[] types = [.. records.Select(item => item.Type).Distinct(StringComparer.Ordinal)];
        AddressFamilies asked =
            (types.Contains("A") ? AddressFamilies.V4 : AddressFamilies.None)
            | (types.Contains("AAAA") ? AddressFamilies.V6 : AddressFamilies.None);
        InterfaceFact[] left = EndpointFamilies.Only(answer.Interfaces, asked);
        return left.Length > 0
            ? answer with
            {
                Interfaces = left,
                Answering = (zone, records),
                Evidence =
                    asked == AddressFamilies.Both || EndpointFamilies.Of(answer.Interfaces) == EndpointFamilies.Of(left)
                        ? answer.Evidence
                        : $"{answer.Evidence}, by {types[0]} records alone: {string.Join(", ", left.SelectMany(item => item.Addresses))}",
            }
            : NameAnswer.None(
                $"{words} has an alias record of type {types[0]} alone for it, and {answer.Endpoint!.Id}, which it leads to, has "
                    + $"{EndpointFamilies.Words(EndpointFamilies.Of(answer.Interfaces))} addresses alone, which a record of type "
                    + $"{EndpointFamilies.RecordTypes(EndpointFamilies.Of(answer.Interfaces))[0]} answers"
            ) with
            {
                HidingZone = zone,
                Answering = (zone, records),
            };
    }

    private static string? TargetOf(RecordFact record) =>
        record.AliasTarget ?? (record.Type == "CNAME" && record.Values is [var value, ..] ? value : null);
}
