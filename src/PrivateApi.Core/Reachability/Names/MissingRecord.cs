using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// The record that a private hosted zone lacks: for names of API Gateway one that stands for all of them, as private DNS does (AWS
/// Networking blog, "Integrating AWS Transit Gateway with AWS PrivateLink and Amazon Route 53 Resolver"). An alias may stand at the zone's
/// apex, where a CNAME may not (Route 53 guide, "Choosing between alias and non-alias records").
/// </summary>
internal static class MissingRecord
{
    /// <summary>The command that adds it; null where no record makes the name lead to the API.</summary>
    public static CommandLine? For(EvaluationContext evaluation, HostedZoneFact zone)
    {
        if (evaluation.Endpoint is not { } endpoint || EndpointNames.Regional(endpoint.DnsNames) is not { } target)
        {
            return null;
        }

        string host = evaluation.Address.Host.TrimEnd('.').ToLowerInvariant();
        string apis = ApiHosts.Domain(evaluation.Snapshot.Region, evaluation.Snapshot.DnsSuffix);
        bool isApis = evaluation.Api?.IsPrivate == true && host.EndsWith($".{apis}", StringComparison.Ordinal);
        return isApis ? Add(zone, NameRules.Covers(zone.Name, apis) ? $"*.{apis}" : host, endpoint, target)
            : evaluation.Domain is { IsPublic: false } ? Add(zone, host, endpoint, target)
            : null;
    }

    private static CommandLine Add(HostedZoneFact zone, string name, EndpointFact endpoint, string target) =>
        CommandLine
            .ForCmdlet("Edit-R53ResourceRecordSet")
            .With("HostedZoneId", zone.Id)
            .With(
                "ChangeBatch_Change",
                CommandValue.Table(
                    ("Action", "CREATE"),
                    (
                        "ResourceRecordSet",
                        endpoint.NamesZoneId is { } names
                            ? CommandValue.Table(("Name", name), ("Type", "A"), ("AliasTarget", Alias(target, names)))
                        : name == zone.Name
                            ? CommandValue.Table(
                                ("Name", name),
                                ("Type", "A"),
                                ("AliasTarget", Alias(target, CommandValue.Placeholder($"hosted zone of {endpoint.Id}'s names")))
                            )
                        : CommandValue.Table(
                            ("Name", name),
                            ("Type", "CNAME"),
                            ("TTL", 300),
                            ("ResourceRecords", CommandValue.List(CommandValue.Table(("Value", target))))
                        )
                    )
                )
            );

    private static CommandValue Alias(string target, CommandValue zone) =>
        CommandValue.Table(("DNSName", target), ("HostedZoneId", zone), ("EvaluateTargetHealth", false));
}
