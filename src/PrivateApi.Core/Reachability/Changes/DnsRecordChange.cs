using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Adds a record to a private hosted zone that leads to an endpoint.</summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="ZoneName">Its domain.</param>
/// <param name="Name">The record's name; a first label <c>*</c> stands for any.</param>
/// <param name="Type"><c>A</c> or <c>AAAA</c> for an alias, else <c>CNAME</c>.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="EndpointHost">The endpoint's regional name.</param>
/// <param name="HostZoneId">The hosted zone of that name; null for a CNAME.</param>
internal sealed record DnsRecordChange(
    string ZoneId,
    string ZoneName,
    string Name,
    string Type,
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
        $"Add {(HostZoneId is null ? "a CNAME record" : "an alias record")} {Name} to private zone {ZoneId} ({ZoneName}), "
        + $"which leads to {EndpointId}";

    public override string Opens => $"the name {Name} to every VPC of {ZoneId}: it leads to {EndpointId} there";

    // A wildcard answers for names that nobody has called yet.
    public override int Width => IsWildcard ? 2 : 1;

    private bool IsWildcard => Name.StartsWith("*.", StringComparison.Ordinal);

    public override CommandLine Command =>
        Edit(
            ZoneId,
            HostZoneId is { } zone
                ? Alias(Name, Type, EndpointHost, zone)
                : CommandValue.Table(
                    ("Name", Name),
                    ("Type", Type),
                    ("TTL", TimeToLive),
                    ("ResourceRecords", CommandValue.List(CommandValue.Table(("Value", EndpointHost))))
                )
        );

    /// <summary>The command that adds a record to a zone.</summary>
    public static CommandLine Edit(CommandValue zoneId, CommandValue record) =>
        CommandLine
            .ForCmdlet("Edit-R53ResourceRecordSet")
            .With("HostedZoneId", zoneId)
            .With("ChangeBatch_Change", CommandValue.Table(("Action", "CREATE"), ("ResourceRecordSet", record)));

    /// <summary>An alias record, as that command takes it.</summary>
    public static CommandValue Alias(string name, string type, string target, string targetZone) =>
        CommandValue.Table(
            ("Name", name),
            ("Type", type),
            ("AliasTarget", CommandValue.Table(("DNSName", target), ("HostedZoneId", targetZone), ("EvaluateTargetHealth", false)))
        );

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
                            new RecordFact
                            {
                                Name = Name,
                                Type = Type,
                                Values = HostZoneId is null ? [EndpointHost] : [],
                                AliasTarget = HostZoneId is null ? null : EndpointHost,
                            },
                        ],
                    }
            ),
        };
}
