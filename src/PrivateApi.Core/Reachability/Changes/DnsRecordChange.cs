using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Adds a record to a private hosted zone that leads to an endpoint, or one for each address family.</summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="ZoneName">Its domain.</param>
/// <param name="Name">The record's name; a first label <c>*</c> stands for any.</param>
/// <param name="Types"><c>A</c>, <c>AAAA</c> or both for an alias, else <c>CNAME</c>.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="EndpointHost">The endpoint's regional name.</param>
/// <param name="HostZoneId">The hosted zone of that name; null for a CNAME.</param>
internal sealed record DnsRecordChange(
    string ZoneId,
    string ZoneName,
    string Name,
    IReadOnlyList<string> Types,
    string EndpointId,
    string EndpointHost,
    string? HostZoneId
) : Change
{
    /// <summary>Time to live of a CNAME, in seconds.</summary>
    public const int TimeToLive = 300;

    public override ChangeKind Kind => ChangeKind.DnsRecord;

    public override string Target => ZoneId;

    public override string Description =>
        $"Add {Words(Types, HostZoneId is null)} {Name} to private zone {ZoneId} ({ZoneName}), "
        + $"{(Types.Count > 1 ? "which lead" : "which leads")} to {EndpointId}";

    public override string Opens => $"the name {Name} to every VPC of {ZoneId}: it leads to {EndpointId} there";

    // A wildcard answers for names that nobody has called yet.
    public override int Width => IsWildcard ? 2 : 1;

    private bool IsWildcard => Name.StartsWith("*.", StringComparison.Ordinal);

    public override CommandLine Command =>
        Edit(
            "CREATE",
            ZoneId,
            HostZoneId is { } zone
                ? Aliases(Name, Types, EndpointHost, zone)
                :
                [
                    CommandValue.Table(
                        ("Name", Name),
                        ("Type", Types[0]),
                        ("TTL", TimeToLive),
                        ("ResourceRecords", CommandValue.List(CommandValue.Table(("Value", EndpointHost))))
                    ),
                ]
        );

    /// <summary>Records of these types, in words.</summary>
    public static string Words(IReadOnlyList<string> types, bool isCname) =>
        isCname ? "a CNAME record"
        : types is ["A"] ? "an alias record"
        : types.Count == 1 ? $"an alias record of type {types[0]}"
        : $"alias records of types {string.Join(" and ", types)}";

    /// <summary>The command that adds records to a zone, or removes them.</summary>
    /// <param name="action"><c>CREATE</c> or <c>DELETE</c>.</param>
    /// <param name="zoneId">The zone.</param>
    /// <param name="records">The records.</param>
    public static CommandLine Edit(string action, CommandValue zoneId, IReadOnlyList<CommandValue> records)
    {
        CommandValue[] changes = [.. records.Select(record => CommandValue.Table(("Action", action), ("ResourceRecordSet", record)))];
        return CommandLine
            .ForCmdlet("Edit-R53ResourceRecordSet")
            .With("HostedZoneId", zoneId)
            .With("ChangeBatch_Change", changes is [var only] ? only : CommandValue.List(changes));
    }

    /// <summary>Alias records, as that command takes them.</summary>
    public static CommandValue[] Aliases(string name, IEnumerable<string> types, string target, string targetZone) =>
        [
            .. types.Select(type =>
                CommandValue.Table(
                    ("Name", name),
                    ("Type", type),
                    ("AliasTarget", CommandValue.Table(("DNSName", target), ("HostedZoneId", targetZone), ("EvaluateTargetHealth", false)))
                )
            ),
        ];

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            HostedZones = Replace(
                snapshot.HostedZones,
                zone => zone.Id == ZoneId,
                zone =>
                    zone with
                    {
                        Records =
                        [
                            .. zone.Records,
                            .. Types.Select(type => new RecordFact
                            {
                                Name = Name,
                                Type = type,
                                Values = HostZoneId is null ? [EndpointHost] : [],
                                AliasTarget = HostZoneId is null ? null : EndpointHost,
                            }),
                        ],
                    }
            ),
        };
}
