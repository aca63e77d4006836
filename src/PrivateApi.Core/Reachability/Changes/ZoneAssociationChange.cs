using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Lets a private hosted zone of the account answer in a VPC.</summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="ZoneName">Its domain.</param>
/// <param name="VpcId">The VPC.</param>
/// <param name="Region">The VPC's Region.</param>
internal sealed record ZoneAssociationChange(string ZoneId, string ZoneName, string VpcId, string Region) : Change
{
    public override ChangeKind Kind => ChangeKind.ZoneAssociation;

    public override string Target => ZoneId;

    public override string Description => $"Associate {VpcId} with private zone {ZoneId} ({ZoneName})";

    public override string Opens => $"the names of {ZoneId} to everything in {VpcId}";

    public override string Closes => $"names in {ZoneName} that the zone has no record for no longer resolve in {VpcId}";

    // All names of the zone, not one.
    public override int Width => 3;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Register-R53VPCWithHostedZone")
            .With("HostedZoneId", ZoneId)
            .With("VPC_VPCId", VpcId)
            .With("VPC_VPCRegion", Region);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            HostedZones = Replace(snapshot.HostedZones, zone => zone.Id == ZoneId, zone => zone with { VpcIds = [.. zone.VpcIds, VpcId] }),
        };
}
