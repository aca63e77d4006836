using PrivateApi.Facts;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>Ways over VPC peering: between its two VPCs and no further (VPC peering guide, "VPC peering limitations").</summary>
internal static class PeeringRules
{
    public static Gate Judge(AccountSnapshot snapshot, string id, string from, string to, RouteTableFact table)
    {
        if (snapshot.Peering.FirstOrDefault(item => item.Id == id) is not { } peering)
        {
            return Gate.Unknown(Unread.Says(snapshot, "Peering", "ec2:DescribeVpcPeeringConnections", id));
        }

        if (!string.Equals(peering.Status, "active", StringComparison.OrdinalIgnoreCase))
        {
            return Gate.Closed($"{table.Id} leads to {id}, which is {peering.Status}", peering.Status == "pending-acceptance" ? CommandLine.Of("Approve-EC2VpcPeeringConnection").With("VpcPeeringConnectionId", id) : null);
        }

        return peering.VpcId.Contains(from) && peering.VpcId.Contains(to)
            ? Gate.Open($"{table.Id} leads through {id} to {to}")
            : Gate.Closed($"{table.Id} leads through {id}, which connects only {string.Join(" and ", peering.VpcId)}");
    }
}
