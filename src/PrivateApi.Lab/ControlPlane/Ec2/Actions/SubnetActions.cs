// Over 250 lines: the operations on one kind of resource.
using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Subnets and their attributes.</summary>
internal static class SubnetActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateSubnet"] = CreateSubnet,
            ["DeleteSubnet"] = DeleteSubnet,
            ["DescribeSubnets"] = DescribeSubnets,
            ["ModifySubnetAttribute"] = ModifySubnetAttribute,
            ["AssociateSubnetCidrBlock"] = AssociateSubnetCidrBlock,
            ["DisassociateSubnetCidrBlock"] = DisassociateSubnetCidrBlock,
        };

    private static Ec2Filters<LabSubnet> Filters(Ec2Call call) =>
        new()
        {
            ["availability-zone"] = subnet => [subnet.AvailabilityZone],
            ["availabilityZone"] = subnet => [subnet.AvailabilityZone],
            ["availability-zone-id"] = subnet => [subnet.AvailabilityZoneId],
            ["availabilityZoneId"] = subnet => [subnet.AvailabilityZoneId],
            ["available-ip-address-count"] = subnet => [Text(InterfaceFactory.FreeCount(call.State, subnet))],
            ["cidr-block"] = subnet => [subnet.CidrBlock?.ToString()],
            ["cidr"] = subnet => [subnet.CidrBlock?.ToString()],
            ["cidrBlock"] = subnet => [subnet.CidrBlock?.ToString()],
            ["default-for-az"] = subnet => [Text(subnet.DefaultForAz)],
            ["defaultForAz"] = subnet => [Text(subnet.DefaultForAz)],
            ["enable-dns64"] = subnet => [Text(subnet.EnableDns64)],
            ["ipv6-cidr-block-association.ipv6-cidr-block"] = subnet => subnet.Ipv6CidrBlocks.Select(block => block.Cidr.ToString()),
            ["ipv6-cidr-block-association.association-id"] = subnet => subnet.Ipv6CidrBlocks.Select(block => block.Id),
            ["ipv6-cidr-block-association.state"] = subnet => subnet.Ipv6CidrBlocks.Select(_ => "associated"),
            ["ipv6-native"] = subnet => [Text(subnet.IsNative)],
            ["map-public-ip-on-launch"] = subnet => [Text(subnet.MapPublicIpOnLaunch)],
            ["owner-id"] = subnet => [subnet.OwnerId],
            ["private-dns-name-options-on-launch.hostname-type"] = subnet => [subnet.HostnameType],
            ["state"] = subnet => [subnet.StateAt(call.Now)],
            ["subnet-arn"] = subnet => [Arn(call, subnet)],
            ["subnet-id"] = subnet => [subnet.Id],
            ["vpc-id"] = subnet => [subnet.VpcId],
        };

    private static IEnumerable<XElement?> CreateSubnet(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        bool isNative = call.Is("Ipv6Native");
        if (isNative)
        {
            CheckNative(call);
        }

        IPNetwork? cidr = isNative ? null : CheckIpv4(call, vpc, call.Required("CidrBlock"));
        IPNetwork? ipv6 = call["Ipv6CidrBlock"] is { } range ? CheckIpv6(call, vpc, range) : null;
        LabZone zone = Zone(call, vpc);
        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "subnet");
        LabSubnet made = VpcFactory.AddSubnet(call.State, vpc, zone, cidr);
        Ec2Tags.Put(made, tags);
        if (ipv6 is { } block)
        {
            made.Ipv6CidrBlocks.Add(new LabCidrAssociation(call.NewId("subnet-cidr-assoc"), block));
        }

        return [new XElement("subnet", Render(call, made))];
    }

    private static IPNetwork CheckIpv4(Ec2Call call, LabVpc vpc, string text)
    {
        IPNetwork cidr = Ec2Cidr.Read(text, "cidrBlock");
        if (cidr.IsV6 || cidr.PrefixLength is < 16 or > 28 || !vpc.CidrBlocks.Exists(block => block.Cidr.Contains(cidr)))
        {
            throw new AwsFault(400, "InvalidSubnet.Range", $"The CIDR '{text}' is invalid.");
        }

        return call.State.Subnets.Values.Any(subnet => subnet.VpcId == vpc.Id && subnet.CidrBlock is { } other && other.Overlaps(cidr))
            ? throw new AwsFault(400, "InvalidSubnet.Conflict", $"The CIDR '{text}' conflicts with another subnet")
            : cidr;
    }

    /// <summary>An IPv6-only subnet has an IPv6 range, and no IPv4 range besides; AWS's words, as recorded against it by moto.</summary>
    private static void CheckNative(Ec2Call call)
    {
        if (call["Ipv6CidrBlock"] is null)
        {
            throw new AwsFault(400, "MissingParameter", "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.");
        }

        if (call["CidrBlock"] is not null)
        {
            throw new AwsFault(
                400,
                "InvalidParameterCombination",
                "When specifying ipv4 parameters, cidrBlock or ipv4IpamPoolId, you cannot set ipv6Native to true."
            );
        }
    }

    private static IEnumerable<XElement?> DeleteSubnet(Ec2Call call)
    {
        LabSubnet subnet = call.Subnet();
        if (
            call.State.NetworkInterfaces.Values.Any(item => item.SubnetId == subnet.Id)
            || call.State.NatGateways.Values.Any(gateway => gateway.Subnet == subnet && gateway.StateAt(call.Now) != "deleted")
        )
        {
            throw new AwsFault(400, "DependencyViolation", $"The subnet '{subnet.Id}' has dependencies and cannot be deleted.");
        }

        call.State.Subnets.Remove(subnet.Id);
        foreach (LabRouteTable table in call.State.RouteTables.Values)
        {
            table.Associations.RemoveAll(association => association.SubnetId == subnet.Id);
        }

        foreach (LabNetworkAcl acl in call.State.NetworkAcls.Values)
        {
            foreach (string association in acl.Associations.Where(pair => pair.Value == subnet.Id).Select(pair => pair.Key).ToList())
            {
                acl.Associations.Remove(association);
            }
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeSubnets(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "SubnetId",
            Ec2Kind.Subnet,
            call.State.Subnets,
            Filters(call),
            "subnetSet",
            subnet => Render(call, subnet)
        );

    private static IEnumerable<XElement?> ModifySubnetAttribute(Ec2Call call)
    {
        LabSubnet subnet = call.Subnet();
        subnet.MapPublicIpOnLaunch = call.Form.Boolean("MapPublicIpOnLaunch.Value") ?? subnet.MapPublicIpOnLaunch;
        if (call.Form.Boolean("AssignIpv6AddressOnCreation.Value") is { } assign)
        {
            if (assign && subnet.Ipv6CidrBlock is null)
            {
                throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Invalid value 'true' for assignIpv6AddressOnCreation. The subnet '{subnet.Id}' does not have an IPv6 CIDR block"
                );
            }

            if (!assign && subnet.IsNative)
            {
                // [K] That AWS refuses it, and these words, are assumed: nothing in such a subnet could have another address.
                throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Invalid value 'false' for assignIpv6AddressOnCreation. The subnet '{subnet.Id}' is an IPv6 only subnet"
                );
            }

            subnet.AssignIpv6AddressOnCreation = assign;
        }

        subnet.EnableDns64 = call.Form.Boolean("EnableDns64.Value") ?? subnet.EnableDns64;
        subnet.HostnameType = call["PrivateDnsHostnameTypeOnLaunch"] ?? subnet.HostnameType;
        subnet.EnableResourceNameDnsARecord =
            call.Form.Boolean("EnableResourceNameDnsARecordOnLaunch.Value") ?? subnet.EnableResourceNameDnsARecord;
        subnet.EnableResourceNameDnsAaaaRecord =
            call.Form.Boolean("EnableResourceNameDnsAAAARecordOnLaunch.Value") ?? subnet.EnableResourceNameDnsAaaaRecord;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> AssociateSubnetCidrBlock(Ec2Call call)
    {
        LabSubnet subnet = call.Subnet();
        LabCidrAssociation added = new(
            call.NewId("subnet-cidr-assoc"),
            CheckIpv6(call, call.State.Vpcs[subnet.VpcId], call.Required("Ipv6CidrBlock"))
        );
        subnet.Ipv6CidrBlocks.Add(added);
        return [new XElement("subnetId", subnet.Id), new XElement("ipv6CidrBlockAssociation", RenderIpv6(added, "associating"))];
    }

    private static IEnumerable<XElement?> DisassociateSubnetCidrBlock(Ec2Call call)
    {
        string id = call.Required("AssociationId");
        LabSubnet subnet =
            call.State.Subnets.Values.FirstOrDefault(subnet => subnet.Ipv6CidrBlocks.Exists(block => block.Id == id))
            ?? throw new AwsFault(
                400,
                "InvalidSubnetCidrBlockAssociationID.NotFound",
                $"The subnet CIDR block association ID '{id}' does not exist"
            );
        if (subnet.IsNative && subnet.Ipv6CidrBlocks.Count == 1)
        {
            // [K] Code and words are assumed: a subnet cannot be left without any range.
            throw new AwsFault(
                400,
                "OperationNotPermitted",
                $"The subnet CIDR block with association ID {id} may not be disassociated. It is the only CIDR block of the subnet"
            );
        }

        LabCidrAssociation block = subnet.Ipv6CidrBlocks.Single(block => block.Id == id);
        subnet.Ipv6CidrBlocks.Remove(block);
        return [new XElement("subnetId", subnet.Id), new XElement("ipv6CidrBlockAssociation", RenderIpv6(block, "disassociating"))];
    }

    /// <summary>The zone requested by name or id; if none is requested, the one with the fewest subnets of the VPC.</summary>
    private static LabZone Zone(Ec2Call call, LabVpc vpc)
    {
        string? wish = call["AvailabilityZone"] ?? call["AvailabilityZoneId"];
        string parameter = call["AvailabilityZone"] is null ? "availabilityZoneId" : "availabilityZone";
        return wish is null
            ? call.State.Zones.MinBy(zone => call.State.Subnets.Values.Count(subnet => subnet.VpcId == vpc.Id && subnet.Zone == zone))!
            : call.State.Zones.FirstOrDefault(zone => (parameter == "availabilityZone" ? zone.Name : zone.Id) == wish)
                ?? throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Value ({wish}) for parameter {parameter} is invalid. Subnets can currently only be created in the "
                        + "following availability zones: "
                        + $"{string.Join(", ", call.State.Zones.Select(zone => parameter == "availabilityZone" ? zone.Name : zone.Id))}."
                );
    }

    private static IPNetwork CheckIpv6(Ec2Call call, LabVpc vpc, string text)
    {
        IPNetwork cidr = Ec2Cidr.Read(text, "ipv6CidrBlock");
        if (
            !cidr.IsV6
            || cidr.PrefixLength is < 44 or > 64
            || cidr.PrefixLength % 4 != 0
            || !vpc.Ipv6CidrBlocks.Exists(block => block.Cidr.Contains(cidr))
        )
        {
            throw new AwsFault(400, "InvalidSubnet.Range", $"The CIDR '{text}' is invalid.");
        }

        return call.State.Subnets.Values.Any(subnet => subnet.Ipv6CidrBlock is { } other && other.Overlaps(cidr))
            ? throw new AwsFault(400, "InvalidSubnet.Conflict", $"The CIDR '{text}' conflicts with another subnet")
            : cidr;
    }

    private static string Arn(Ec2Call call, LabSubnet subnet) =>
        $"arn:{call.State.Partition}:ec2:{call.Region}:{subnet.OwnerId}:subnet/{subnet.Id}";

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<XElement?> RenderIpv6(LabCidrAssociation block, string state) =>
        [
            new XElement("associationId", block.Id),
            new XElement("ipv6CidrBlock", block.Cidr),
            new XElement("ipv6CidrBlockState", new XElement("state", state)),
        ];

    private static IEnumerable<XElement?> Render(Ec2Call call, LabSubnet subnet) =>
        [
            new XElement("subnetId", subnet.Id),
            new XElement("subnetArn", Arn(call, subnet)),
            new XElement("state", subnet.StateAt(call.Now)),
            new XElement("ownerId", subnet.OwnerId),
            new XElement("vpcId", subnet.VpcId),
            subnet.CidrBlock is { } cidr ? new XElement("cidrBlock", cidr) : null,
            Ec2Xml.Set("ipv6CidrBlockAssociationSet", subnet.Ipv6CidrBlocks.Select(block => RenderIpv6(block, "associated"))),
            new XElement("availableIpAddressCount", InterfaceFactory.FreeCount(call.State, subnet)),
            new XElement("availabilityZone", subnet.AvailabilityZone),
            new XElement("availabilityZoneId", subnet.AvailabilityZoneId),
            new XElement("defaultForAz", subnet.DefaultForAz),
            new XElement("mapPublicIpOnLaunch", subnet.MapPublicIpOnLaunch),
            new XElement("mapCustomerOwnedIpOnLaunch", false),
            new XElement("assignIpv6AddressOnCreation", subnet.AssignIpv6AddressOnCreation),
            new XElement("enableDns64", subnet.EnableDns64),
            new XElement("ipv6Native", subnet.IsNative),
            new XElement(
                "privateDnsNameOptionsOnLaunch",
                new XElement("hostnameType", subnet.HostnameType),
                new XElement("enableResourceNameDnsARecord", subnet.EnableResourceNameDnsARecord),
                new XElement("enableResourceNameDnsAAAARecord", subnet.EnableResourceNameDnsAaaaRecord)
            ),
            Ec2Xml.Tags(subnet),
        ];
}
