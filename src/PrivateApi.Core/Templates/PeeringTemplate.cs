using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>
/// Peerings and attachments to transit gateways, by which callers in other networks reach the endpoints. A peering with another account
/// or Region needs its consent (CloudFormation reference, "AWS::EC2::VPCPeeringConnection"), so it is left out.
/// </summary>
internal sealed class PeeringTemplate(CloudTemplate template, References references, IProgress<ProgressEvent> progress)
{
    public static void Name(LogicalIds ids, Setup setup)
    {
        foreach (VpcPeeringConnection peering in Peerings(setup))
        {
            ids.Give("Peering", LogicalIds.NameOf(peering.Tags), peering.VpcPeeringConnectionId);
            foreach (VpcPeeringConnectionVpcInfo side in Sides(peering).Where(side => !ids.Known.ContainsKey(side.VpcId)))
            {
                ids.Give("PeerVpcId", null, side.VpcId);
            }
        }

        foreach (TransitGatewayVpcAttachment attachment in setup.Vpcs.SelectMany(vpc => vpc.TransitGatewayAttachments))
        {
            ids.Give("TransitGatewayAttachment", LogicalIds.NameOf(attachment.Tags), attachment.TransitGatewayAttachmentId);
            if (!ids.Known.ContainsKey(attachment.TransitGatewayId))
            {
                ids.Give("TransitGatewayId", null, attachment.TransitGatewayId);
            }
        }
    }

    public void Write(Setup setup)
    {
        foreach (VpcPeeringConnection peering in Peerings(setup))
        {
            Write(setup, peering);
        }

        foreach (TransitGatewayVpcAttachment attachment in setup.Vpcs.SelectMany(vpc => vpc.TransitGatewayAttachments))
        {
            template.Parameter(
                references.NameOf(attachment.TransitGatewayId),
                "String",
                "Transit gateway by which callers in other networks reach this one",
                attachment.TransitGatewayId
            );
            template.Add(
                references.NameOf(attachment.TransitGatewayAttachmentId),
                "AWS::EC2::TransitGatewayAttachment",
                new JsonObject
                {
                    ["TransitGatewayId"] = references.To(attachment.TransitGatewayId),
                    ["VpcId"] = references.To(attachment.VpcId),
                    ["SubnetIds"] = references.To(attachment.SubnetIds ?? []),
                    ["Tags"] = Tags(attachment.Tags),
                }
            );
            progress.Report(
                ProgressEvent.Warning(
                    $"The template attaches {attachment.VpcId} to {attachment.TransitGatewayId} anew. The gateway's own route tables, and "
                        + "routes of other networks, are not in it."
                )
            );
        }
    }

    private void Write(Setup setup, VpcPeeringConnection peering)
    {
        VpcPeeringConnectionVpcInfo[] sides = [.. Sides(peering).OrderBy(side => Inside(setup, side.VpcId) ? 0 : 1)];
        template.Add(
            references.NameOf(peering.VpcPeeringConnectionId),
            "AWS::EC2::VPCPeeringConnection",
            new JsonObject
            {
                ["VpcId"] = references.To(sides[0].VpcId),
                ["PeerVpcId"] = references.To(sides[1].VpcId),
                ["Tags"] = Tags(peering.Tags),
            }
        );
        if (!Inside(setup, sides[1].VpcId))
        {
            template.Parameter(
                references.NameOf(sides[1].VpcId),
                "String",
                "VPC whose callers reach this network by a peering",
                sides[1].VpcId
            );
            progress.Report(
                ProgressEvent.Warning(
                    $"The template peers with {sides[1].VpcId} anew. Routes of that VPC to the new one are not in it: add them there."
                )
            );
        }
    }

    private static bool Inside(Setup setup, string vpcId) => setup.Vpcs.Any(vpc => vpc.Vpc.VpcId == vpcId);

    private static VpcPeeringConnectionVpcInfo[] Sides(VpcPeeringConnection peering) => [peering.RequesterVpcInfo, peering.AccepterVpcInfo];

    private static IEnumerable<VpcPeeringConnection> Peerings(Setup setup) =>
        setup
            .Vpcs.SelectMany(vpc => vpc.Peerings)
            .DistinctBy(peering => peering.VpcPeeringConnectionId)
            .Where(peering =>
                peering.Status?.Code?.Value == "active"
                && Sides(peering).All(side => side.OwnerId == setup.AccountId && side.Region == setup.Region)
            )
            .OrderBy(peering => LogicalIds.NameOf(peering.Tags), StringComparer.Ordinal)
            .ThenBy(peering => peering.VpcPeeringConnectionId, StringComparer.Ordinal);
}
