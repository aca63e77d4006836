using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Adds, replaces or removes a route of a route table.</summary>
/// <param name="RouteTableId">The route table.</param>
/// <param name="Destination">Range in CIDR notation, or the id of a prefix list.</param>
/// <param name="To">The peering connection or transit gateway that it leads to; null to remove the route.</param>
/// <param name="Replaces">What the table's route to the same destination leads to; null where it has none.</param>
internal sealed record RouteChange(string RouteTableId, string Destination, string? To, string? Replaces = null) : Change
{
    public override ChangeKind Kind => ChangeKind.Route;

    public override string Target => RouteTableId;

    public override string Description =>
        To is null ? $"Remove the route to {Destination} from {RouteTableId}" : $"Route {Destination} to {To} in {RouteTableId}";

    public override string? Opens => To is null ? null : $"the way to {Destination} through {To} for the subnets of {RouteTableId}";

    public override string? Closes =>
        To is null ? $"what still goes the removed route to {Destination}"
        : Replaces is null ? null
        : $"what goes to {Destination} through {Replaces}";

    public override int Width =>
        To is null || Destination.StartsWith("pl-", StringComparison.Ordinal) ? 0 : AddressRanges.HostBits(Destination);

    public override CommandLine Command =>
        To is null
            ? CommandLine.ForCmdlet("Remove-EC2Route").With("RouteTableId", RouteTableId).With(DestinationParameter, Destination)
            : CommandLine
                .ForCmdlet(Replaces is null ? "New-EC2Route" : "Set-EC2Route")
                .With("RouteTableId", RouteTableId)
                .With(DestinationParameter, Destination)
                .With(To.StartsWith("tgw-", StringComparison.Ordinal) ? "TransitGatewayId" : "VpcPeeringConnectionId", To);

    private string DestinationParameter =>
        Destination.StartsWith("pl-", StringComparison.Ordinal) ? "DestinationPrefixListId"
        : Destination.Contains(':', StringComparison.Ordinal) ? "DestinationIpv6CidrBlock"
        : "DestinationCidrBlock";

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            RouteTables = Replace(
                snapshot.RouteTables,
                table => table.Id == RouteTableId,
                table =>
                    table with
                    {
                        Routes =
                        [
                            .. table.Routes.Where(route => route.Destination != Destination),
                            .. To is null ? (RouteFact[])[] : [new RouteFact { Destination = Destination, Target = To }],
                        ],
                    }
            ),
        };
}
