using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Further address ranges of VPCs.</summary>
internal static class VpcCidrActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["AssociateVpcCidrBlock"] = AssociateVpcCidrBlock,
            ["DisassociateVpcCidrBlock"] = DisassociateVpcCidrBlock,
        };

    private static IEnumerable<XElement?> AssociateVpcCidrBlock(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        if (call.Is("AmazonProvidedIpv6CidrBlock"))
        {
            return
            [
                new XElement("vpcId", vpc.Id),
                new XElement("ipv6CidrBlockAssociation", RenderIpv6(call, AddIpv6(call, vpc), "associating")),
            ];
        }

        string text = call.Required("CidrBlock");
        IPNetwork cidr = Ec2Cidr.Read(text, "cidrBlock");
        CheckRange(cidr, text);
        if (vpc.CidrBlocks.Exists(block => block.Cidr.Overlaps(cidr)))
        {
            throw new AwsFault(400, "InvalidVpc.Range", $"The CIDR '{cidr}' conflicts with a CIDR of the VPC '{vpc.Id}'.");
        }

        LabCidrAssociation added = new(call.NewId("vpc-cidr-assoc"), cidr);
        vpc.CidrBlocks.Add(added);
        AddLocalRoutes(call, vpc, cidr);
        return [new XElement("vpcId", vpc.Id), new XElement("cidrBlockAssociation", RenderIpv4(added, "associating"))];
    }

    private static IEnumerable<XElement?> DisassociateVpcCidrBlock(Ec2Call call)
    {
        string id = call.Required("AssociationId");
        LabVpc vpc =
            call.State.Vpcs.Values.FirstOrDefault(vpc => vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).Any(block => block.Id == id))
            ?? throw new AwsFault(
                400,
                "InvalidVpcCidrBlockAssociationID.NotFound",
                $"The vpc CIDR block association ID '{id}' does not exist"
            );
        LabCidrAssociation block = vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).First(block => block.Id == id);
        if (block == vpc.CidrBlocks[0])
        {
            throw new AwsFault(
                400,
                "OperationNotPermitted",
                $"The vpc CIDR block with association ID {id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC"
            );
        }

        if (
            call.State.Subnets.Values.Any(subnet =>
                subnet.VpcId == vpc.Id
                && (
                    (subnet.CidrBlock is { } own && block.Cidr.Contains(own))
                    || (subnet.Ipv6CidrBlock is { } range && block.Cidr.Contains(range))
                )
            )
        )
        {
            throw new AwsFault(
                400,
                "DependencyViolation",
                $"The vpc CIDR block '{block.Cidr}' has dependencies and cannot be disassociated."
            );
        }

        vpc.CidrBlocks.Remove(block);
        vpc.Ipv6CidrBlocks.Remove(block);
        foreach (LabRouteTable table in call.State.RouteTables.Values.Where(table => table.VpcId == vpc.Id))
        {
            table.Routes.RemoveAll(route => route.TargetId == "local" && route.Destination == block.Cidr.ToString());
        }

        return
        [
            new XElement("vpcId", vpc.Id),
            block.Cidr.IsV6
                ? new XElement("ipv6CidrBlockAssociation", RenderIpv6(call, block, "disassociating"))
                : new XElement("cidrBlockAssociation", RenderIpv4(block, "disassociating")),
        ];
    }

    public static void CheckRange(IPNetwork cidr, string text)
    {
        if (cidr.IsV6 || cidr.PrefixLength is < 16 or > 28)
        {
            throw new AwsFault(400, "InvalidVpc.Range", $"The CIDR '{text}' is invalid.");
        }
    }

    public static LabCidrAssociation AddIpv6(Ec2Call call, LabVpc vpc)
    {
        // A /56 of the documentation range; AWS's own would come from its pool in the Region.
        string hex = call.Store.Ids.Take("0123456789abcdef", 6);
        LabCidrAssociation added = new(call.NewId("vpc-cidr-assoc"), IPNetwork.Parse($"2001:db8:{hex[..4]}:{hex[4..]}00::/56"));
        if (vpc.Ipv6CidrBlocks.Count == 0)
        {
            foreach (LabNetworkAcl acl in call.State.NetworkAcls.Values.Where(acl => acl.VpcId == vpc.Id))
            {
                VpcFactory.AddIpv6Entries(acl);
            }
        }

        vpc.Ipv6CidrBlocks.Add(added);
        AddLocalRoutes(call, vpc, added.Cidr);
        return added;
    }

    private static void AddLocalRoutes(Ec2Call call, LabVpc vpc, IPNetwork cidr)
    {
        foreach (LabRouteTable table in call.State.RouteTables.Values.Where(table => table.VpcId == vpc.Id))
        {
            table.Routes.Add(VpcFactory.LocalRoute(cidr));
        }
    }

    public static IEnumerable<XElement?> RenderIpv4(LabCidrAssociation block, string state) =>
        [
            new XElement("associationId", block.Id),
            new XElement("cidrBlock", block.Cidr),
            new XElement("cidrBlockState", new XElement("state", state)),
        ];

    public static IEnumerable<XElement?> RenderIpv6(Ec2Call call, LabCidrAssociation block, string state) =>
        [
            new XElement("associationId", block.Id),
            new XElement("ipv6CidrBlock", block.Cidr),
            new XElement("ipv6CidrBlockState", new XElement("state", state)),
            new XElement("ipv6Pool", "Amazon"),
            new XElement("networkBorderGroup", call.Region),
        ];
}
