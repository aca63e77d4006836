using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>VPCs and their attributes.</summary>
internal static class VpcActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateVpc"] = CreateVpc,
            ["CreateDefaultVpc"] = CreateDefaultVpc,
            ["DeleteVpc"] = DeleteVpc,
            ["DescribeVpcs"] = DescribeVpcs,
            ["DescribeVpcAttribute"] = DescribeVpcAttribute,
            ["ModifyVpcAttribute"] = ModifyVpcAttribute,
        };

    private static Ec2Filters<LabVpc> Filters(Ec2Call call) =>
        new()
        {
            ["vpc-id"] = vpc => [vpc.Id],
            ["state"] = vpc => [vpc.StateAt(call.Now)],
            ["cidr"] = vpc => [vpc.CidrBlock.ToString()],
            ["cidr-block-association.cidr-block"] = vpc => vpc.CidrBlocks.Select(block => block.Cidr.ToString()),
            ["cidr-block-association.association-id"] = vpc => vpc.CidrBlocks.Select(block => block.Id),
            ["cidr-block-association.state"] = _ => ["associated"],
            ["ipv6-cidr-block-association.ipv6-cidr-block"] = vpc => vpc.Ipv6CidrBlocks.Select(block => block.Cidr.ToString()),
            ["ipv6-cidr-block-association.association-id"] = vpc => vpc.Ipv6CidrBlocks.Select(block => block.Id),
            ["ipv6-cidr-block-association.state"] = vpc => vpc.Ipv6CidrBlocks.Select(_ => "associated"),
            ["dhcp-options-id"] = vpc => [vpc.DhcpOptionsId],
            ["is-default"] = vpc => [vpc.IsDefault ? "true" : "false"],
            ["isDefault"] = vpc => [vpc.IsDefault ? "true" : "false"],
            ["owner-id"] = vpc => [vpc.OwnerId],
        };

    private static IEnumerable<XElement?> CreateVpc(Ec2Call call)
    {
        string text = call.Required("CidrBlock");
        IPNetwork cidr = Ec2Cidr.Read(text, "cidrBlock");
        VpcCidrActions.CheckRange(cidr, text);
        string tenancy = call["InstanceTenancy"] ?? "default";
        if (tenancy is not "default" and not "dedicated")
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({tenancy}) for parameter instanceTenancy is invalid. Tenancy must be one of: default, dedicated"
            );
        }

        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "vpc");
        LabVpc vpc = VpcFactory.AddVpc(call.State, cidr, tenancy);
        Ec2Tags.Put(vpc, tags);
        if (call.Is("AmazonProvidedIpv6CidrBlock"))
        {
            VpcCidrActions.AddIpv6(call, vpc);
        }

        // Only this answer shows that there is none.
        XElement? none = vpc.Ipv6CidrBlocks.Count == 0 ? new XElement("ipv6CidrBlockAssociationSet") : null;
        return [new XElement("vpc", Render(call, vpc), none)];
    }

    private static IEnumerable<XElement?> CreateDefaultVpc(Ec2Call call) =>
        call.State.Vpcs.Values.FirstOrDefault(vpc => vpc.IsDefault) is { } existing
            ? throw new AwsFault(
                400,
                "DefaultVpcAlreadyExists",
                $"A Default VPC already exists for this account in this region. ({existing.Id})"
            )
            : [new XElement("vpc", Render(call, NewAccount.AddDefaultVpc(call.State)))];

    private static IEnumerable<XElement?> DeleteVpc(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        Ec2State state = call.State;
        bool used =
            state.Subnets.Values.Any(subnet => subnet.VpcId == vpc.Id)
            || state.NetworkInterfaces.Values.Any(item => item.VpcId == vpc.Id)
            || state.VpcEndpoints.Values.Any(endpoint => endpoint.VpcId == vpc.Id)
            || state.InternetGateways.Values.Any(gateway => gateway.VpcId == vpc.Id)
            || state.EgressOnlyInternetGateways.Values.Any(gateway => gateway.VpcId == vpc.Id)
            || state.VpnGateways.Values.Any(gateway => gateway.IsAttachedTo(vpc.Id))
            || state.SecurityGroups.Values.Any(group => group.VpcId == vpc.Id && group.Name != "default")
            || state.NetworkAcls.Values.Any(acl => acl.VpcId == vpc.Id && !acl.IsDefault)
            || state.RouteTables.Values.Any(table => table.VpcId == vpc.Id && !table.IsMain)
            || state.PeeringConnections.Values.Any(peering =>
                peering.Status is "active" or "pending-acceptance" && (peering.Requester.Vpc == vpc || peering.Accepter.Vpc == vpc)
            );
        if (used)
        {
            throw new AwsFault(400, "DependencyViolation", $"The vpc '{vpc.Id}' has dependencies and cannot be deleted.");
        }

        foreach (LabSecurityGroup group in state.SecurityGroups.Values.Where(group => group.VpcId == vpc.Id).ToList())
        {
            state.SecurityGroups.Remove(group.Id);
        }

        foreach (LabNetworkAcl acl in state.NetworkAcls.Values.Where(acl => acl.VpcId == vpc.Id).ToList())
        {
            state.NetworkAcls.Remove(acl.Id);
        }

        foreach (LabRouteTable table in state.RouteTables.Values.Where(table => table.VpcId == vpc.Id).ToList())
        {
            state.RouteTables.Remove(table.Id);
        }

        state.Vpcs.Remove(vpc.Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeVpcs(Ec2Call call) =>
        Ec2Listing.Describe(call, "VpcId", Ec2Kind.Vpc, call.State.Vpcs, Filters(call), "vpcSet", vpc => Render(call, vpc));

    private static IEnumerable<XElement?> DescribeVpcAttribute(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        string attribute = call.Required("Attribute");
        bool value = attribute switch
        {
            "enableDnsSupport" => vpc.EnableDnsSupport,
            "enableDnsHostnames" => vpc.EnableDnsHostnames,
            "enableNetworkAddressUsageMetrics" => vpc.EnableNetworkAddressUsageMetrics,
            _ => throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({attribute}) for parameter attribute is invalid. Unknown attribute."
            ),
        };
        return [new XElement("vpcId", vpc.Id), new XElement(attribute, new XElement("value", value))];
    }

    private static IEnumerable<XElement?> ModifyVpcAttribute(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        bool? support = call.Form.Boolean("EnableDnsSupport.Value");
        bool? hostnames = call.Form.Boolean("EnableDnsHostnames.Value");
        bool? metrics = call.Form.Boolean("EnableNetworkAddressUsageMetrics.Value");
        switch (new[] { support, hostnames, metrics }.Count(value => value is not null))
        {
            case 0:
                throw new AwsFault(400, "MissingParameter", "The request must contain one attribute to modify");
            case > 1:
                throw new AwsFault(400, "InvalidParameterCombination", "Only one attribute can be modified at a time");
        }

        // Hostnames need support (VPC user guide, "DNS attributes for your VPC").
        if (hostnames == true && !vpc.EnableDnsSupport)
        {
            throw new AwsFault(
                400,
                "InvalidParameterCombination",
                "enableDnsHostnames cannot be set to true while enableDnsSupport is false."
            );
        }

        vpc.EnableDnsSupport = support ?? vpc.EnableDnsSupport;
        vpc.EnableDnsHostnames = hostnames ?? vpc.EnableDnsHostnames;
        vpc.EnableNetworkAddressUsageMetrics = metrics ?? vpc.EnableNetworkAddressUsageMetrics;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> Render(Ec2Call call, LabVpc vpc) =>
        [
            new XElement("vpcId", vpc.Id),
            new XElement("ownerId", vpc.OwnerId),
            new XElement("state", vpc.StateAt(call.Now)),
            new XElement("cidrBlock", vpc.CidrBlock),
            Ec2Xml.Set("cidrBlockAssociationSet", vpc.CidrBlocks.Select(block => VpcCidrActions.RenderIpv4(block, "associated"))),
            vpc.Ipv6CidrBlocks.Count == 0
                ? null
                : Ec2Xml.Set(
                    "ipv6CidrBlockAssociationSet",
                    vpc.Ipv6CidrBlocks.Select(block => VpcCidrActions.RenderIpv6(call, block, "associated"))
                ),
            new XElement("dhcpOptionsId", vpc.DhcpOptionsId),
            new XElement("instanceTenancy", vpc.InstanceTenancy),
            new XElement("isDefault", vpc.IsDefault),
            Ec2Xml.Tags(vpc),
        ];
}
