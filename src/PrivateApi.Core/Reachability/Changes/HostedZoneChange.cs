using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>
/// Makes a private hosted zone for one name, with an alias record for each address family that leads to an endpoint.
/// </summary>
/// <param name="Name">The name, which is the zone's as well.</param>
/// <param name="VpcId">The VPC that it answers in.</param>
/// <param name="Region">The VPC's Region.</param>
/// <param name="Types"><c>A</c>, <c>AAAA</c> or both.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="EndpointHost">The endpoint's regional name.</param>
/// <param name="HostZoneId">The hosted zone of that name.</param>
/// <param name="Reference">A text that no other zone was made with.</param>
internal sealed record HostedZoneChange(
    string Name,
    string VpcId,
    string Region,
    IReadOnlyList<string> Types,
    string EndpointId,
    string EndpointHost,
    string HostZoneId,
    string Reference
) : Change
{
    public override ChangeKind Kind => ChangeKind.HostedZone;

    public override string Target => Name;

    public override string Description =>
        $"Create private zone {Name} for {VpcId}, with {DnsRecordChange.Words(Types, isCname: false)} {Name} that "
        + $"{(Types.Count > 1 ? "lead" : "leads")} to {EndpointId}";

    public override string Opens => $"the name {Name} to {VpcId}: it leads to {EndpointId} there";

    public override string Closes => $"other names in {Name} no longer resolve in {VpcId}";

    // More than a record in a zone that is there.
    public override int Width => 4;

    public override CommandLine Command =>
        DnsRecordChange.Edit(
            "CREATE",
            CommandValue.ResultOf(NewZone, "HostedZone.Id"),
            DnsRecordChange.Aliases(Name, Types, EndpointHost, HostZoneId)
        );

    private CommandLine NewZone =>
        CommandLine
            .ForCmdlet("New-R53HostedZone")
            .With("Name", Name)
            .With("VPC_VPCId", VpcId)
            .With("VPC_VPCRegion", Region)
            .With("CallerReference", Reference);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            HostedZones =
            [
                .. snapshot.HostedZones,
                new HostedZoneFact
                {
                    Id = "new",
                    Name = Name,
                    VpcIds = [VpcId],
                    Records =
                    [
                        .. Types.Select(type => new RecordFact
                        {
                            Name = Name,
                            Type = type,
                            AliasTarget = EndpointHost,
                        }),
                    ],
                },
            ],
        };
}
