using PrivateApi.Facts;
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
            return Hop.Closed(
                $"{table.Id} leads to {id}, which is {peering.Status}",
                peering.Status == "pending-acceptance"
                    ? CommandLine.ForCmdlet("Approve-EC2VpcPeeringConnection").With("VpcPeeringConnectionId", id)
                    : null
            );
        }

        return peering.VpcIds.Contains(from) && peering.VpcIds.Contains(to)
            ? Hop.Open($"{table.Id} leads through {id} to {to}")
            : Hop.Closed($"{table.Id} leads through {id}, which connects only {string.Join(" and ", peering.VpcIds)}");
    }
}
