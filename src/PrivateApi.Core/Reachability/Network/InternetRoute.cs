using PrivateApi.Model;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// How a call to a public name leaves a VPC: by a NAT gateway, or by an internet gateway if the caller has a public address (VPC user
/// guide, "Connect to the internet or other networks using NAT devices" and "Enable internet access").
/// </summary>
internal static class InternetRoute
{
    // Any address outside the private ranges; this one is for documentation (RFC 5737).
    private const string Somewhere = "203.0.113.10";

    public static Finding Judge(EvaluationContext evaluation)
    {
        Caller caller = evaluation.Call.Caller;
        if (!caller.IsInVpc)
        {
            return Finding.NotApplicable("the name does not lead to an endpoint, and the caller is in no VPC");
        }

        string place = caller.SubnetId ?? caller.VpcId!;
        if (evaluation.Snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId) is not { } table)
        {
            return Finding.Skipped(
                Unread.Says(evaluation.Snapshot, "RouteTable", "ec2:DescribeRouteTables", $"the route table of {place}")
            );
        }

        string words = $"{evaluation.Address.Host} has public addresses";
        return RouteRules.Find(evaluation.Snapshot, table, Somewhere) switch
        {
            null => Finding.Broken($"{words}, and {table.Id} of {place} has no route to the internet", null, CallFailure.ConnectTimeout),
            { IsBlackhole: true } route => Finding.Broken(
                $"{words}, and {table.Id} sends {route.Destination} to {route.Target}, which no longer exists (a blackhole route)",
                null,
                CallFailure.ConnectTimeout
            ),
            { } route when route.Target.StartsWith("nat-", StringComparison.Ordinal) => Finding.Passed(
                $"{words}, and {table.Id} sends {route.Destination} to {route.Target}"
            ),
            { } route => Finding.Skipped(
                $"{words}, and {table.Id} sends {route.Destination} to {route.Target}; "
                    + (
                        route.Target.StartsWith("igw-", StringComparison.Ordinal)
                            ? "that takes the call only if the caller has a public address, which is not looked at"
                            : "whether that leads to the internet is not looked at"
                    )
            ),
        };
    }
}
