using PrivateApi.Facts;
using PrivateApi.Reachability.HandOvers;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>Ways over VPC peering: between its two VPCs and no further (VPC peering guide, "VPC peering limitations").</summary>
internal static class PeeringRules
{
    public static Hop Judge(AccountSnapshot snapshot, string id, string from, string to, RouteTableFact table)
    {
        if (snapshot.Peerings.FirstOrDefault(item => item.Id == id) is not { } peering)
        {
            return Hop.Unknown(Unread.Says(snapshot, "Peering", "ec2:DescribeVpcPeeringConnections", id));
        }

        if (!string.Equals(peering.Status, "active", StringComparison.OrdinalIgnoreCase))
        {
            bool waits = peering.Status == "pending-acceptance";
            bool isOurs = snapshot.IsOurs(peering.AccepterOwnerId);
            return Hop.Closed(
                $"{table.Id} leads to {id}, which is {peering.Status}",
                waits && isOurs ? CommandLine.ForCmdlet("Approve-EC2VpcPeeringConnection").With("VpcPeeringConnectionId", id) : null
            ) with
            {
                Outside =
                    waits && !isOurs
                        ? new OutsideChange(
                            $"account {peering.AccepterOwnerId}, which accepts {id}",
                            $"Accept the VPC peering connection {id} between {peering.VpcIds[0]} and {peering.VpcIds[1]}, and give the "
                                + $"route tables of {peering.VpcIds[1]} a route to the other VPC through it",
                            $"its status is active in the VPC console of {snapshot.Region}"
                        )
                        : null,
            };
        }

        return peering.VpcIds.Contains(from) && peering.VpcIds.Contains(to)
            ? Hop.Open($"{table.Id} leads through {id} to {to}")
            : Hop.Closed($"{table.Id} leads through {id}, which connects only {string.Join(" and ", peering.VpcIds)}");
    }
}
