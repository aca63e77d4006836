using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of route tables.</summary>
internal sealed class RouteFamily(AwsSession session) : IChangeFamily
{
    private const string Destination = nameof(Destination);
    private const string WentTo = nameof(WentTo);
    private const string GoesTo = nameof(GoesTo);

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.Route];

    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(Change made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RouteChange change = (RouteChange)made;
        string wentTo = change.Replaces ?? (change.To is null ? await TargetAsync(change, stop) : string.Empty);
        Dictionary<string, string> before = new()
        {
            [Destination] = change.Destination,
            [WentTo] = wentTo,
            [GoesTo] = change.To ?? string.Empty,
        };
        try
        {
            await RouteAsync(change, stop);
            return before;
        }
        catch (AmazonEC2Exception e) when (change.To is null && Ec2Calls.IsNotFound(e))
        {
            // A try before it removed the route, and its answer was lost.
            return before;
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }
    }

    private Task RouteAsync(RouteChange change, CancellationToken stop) =>
        change.To is null ? session.Ec2.DeleteRouteAsync(Removal(change.RouteTableId, change.Destination), stop)
        : change.Replaces is null ? session.Ec2.CreateRouteAsync(Creation(change.RouteTableId, change.Destination, change.To), stop)
        : session.Ec2.ReplaceRouteAsync(Replacement(change.RouteTableId, change.Destination, change.To), stop);

    private async Task<string> TargetAsync(RouteChange change, CancellationToken stop)
    {
        DescribeRouteTablesResponse read = await session.Ec2.DescribeRouteTablesAsync(
            new DescribeRouteTablesRequest { RouteTableIds = [change.RouteTableId] },
            stop
        );
        Route? route = (read.RouteTables[0].Routes ?? []).Find(item =>
            (item.DestinationCidrBlock ?? item.DestinationIpv6CidrBlock ?? item.DestinationPrefixListId) == change.Destination
        );
        return route?.VpcPeeringConnectionId ?? route?.TransitGatewayId ?? string.Empty;
    }

    public async Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string destination = made.Before[Destination],
            wentTo = made.Before[WentTo];
        try
        {
            if (wentTo.Length == 0)
            {
                await session.Ec2.DeleteRouteAsync(Removal(made.Target, destination), stop);
            }
            else if (made.Before[GoesTo].Length == 0)
            {
                await session.Ec2.CreateRouteAsync(Creation(made.Target, destination, wentTo), stop);
            }
            else
            {
                await session.Ec2.ReplaceRouteAsync(Replacement(made.Target, destination, wentTo), stop);
            }
        }
        catch (AmazonEC2Exception e) when (Ec2Calls.IsNotFound(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The route to {destination} in {made.Target} stays as it is: {e.Message.TrimEnd()}"
                        + (wentTo.Length > 0 ? $" It led to {wentTo}." : string.Empty)
                )
            );
        }
    }

    private static bool IsTransit(string target) => target.StartsWith("tgw-", StringComparison.Ordinal);

    private static (string? V4, string? V6, string? List) Kind(string destination) =>
        destination.StartsWith("pl-", StringComparison.Ordinal) ? (null, null, destination)
        : destination.Contains(':', StringComparison.Ordinal) ? (null, destination, null)
        : (destination, null, null);

    private static CreateRouteRequest Creation(string table, string destination, string target) =>
        new()
        {
            RouteTableId = table,
            DestinationCidrBlock = Kind(destination).V4,
            DestinationIpv6CidrBlock = Kind(destination).V6,
            DestinationPrefixListId = Kind(destination).List,
            TransitGatewayId = IsTransit(target) ? target : null,
            VpcPeeringConnectionId = IsTransit(target) ? null : target,
        };

    private static ReplaceRouteRequest Replacement(string table, string destination, string target) =>
        new()
        {
            RouteTableId = table,
            DestinationCidrBlock = Kind(destination).V4,
            DestinationIpv6CidrBlock = Kind(destination).V6,
            DestinationPrefixListId = Kind(destination).List,
            TransitGatewayId = IsTransit(target) ? target : null,
            VpcPeeringConnectionId = IsTransit(target) ? null : target,
        };

    private static DeleteRouteRequest Removal(string table, string destination) =>
        new()
        {
            RouteTableId = table,
            DestinationCidrBlock = Kind(destination).V4,
            DestinationIpv6CidrBlock = Kind(destination).V6,
            DestinationPrefixListId = Kind(destination).List,
        };
}
