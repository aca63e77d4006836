// Over 250 lines: the operations on one kind of resource.
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Network interfaces.</summary>
internal static class NetworkInterfaceActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateNetworkInterface"] = CreateNetworkInterface,
            ["DeleteNetworkInterface"] = DeleteNetworkInterface,
            ["DescribeNetworkInterfaces"] = DescribeNetworkInterfaces,
            ["DescribeNetworkInterfaceAttribute"] = DescribeNetworkInterfaceAttribute,
            ["ModifyNetworkInterfaceAttribute"] = ModifyNetworkInterfaceAttribute,
        };

    /// <summary>The requested groups, all in a VPC; its default group if none is requested.</summary>
    public static List<string> Groups(Ec2Call call, string vpcId) => Groups(call, vpcId, call.Form.List("SecurityGroupId"));

    /// <summary>These groups, all in a VPC; its default group for none.</summary>
    public static List<string> Groups(Ec2Call call, string vpcId, IReadOnlyList<string> ids)
    {
        foreach (string id in ids)
        {
            if (Ec2Kind.SecurityGroup.Find(call.State.SecurityGroups, id).VpcId != vpcId)
            {
                throw new AwsFault(400, "InvalidParameter", $"Security group {id} and VPC {vpcId} belong to different networks.");
            }
        }

        return ids.Count > 0
            ? ids.Distinct().ToList()
            : [call.State.SecurityGroups.Values.Single(group => group.VpcId == vpcId && group.Name == "default").Id];
    }

    private static LabNetworkInterface Find(Ec2Call call) =>
        Ec2Kind.NetworkInterface.Find(call.State.NetworkInterfaces, call.Required("NetworkInterfaceId"));

    private static Ec2Filters<LabNetworkInterface> Filters(Ec2Call call) =>
        new()
        {
            ["addresses.private-ip-address"] = item => [item.PrivateIpAddress],
            ["addresses.primary"] = _ => ["true"],
            ["association.allocation-id"] = item => [item.Address?.Id],
            ["association.public-ip"] = item => [item.Address?.PublicIp],
            ["addresses.association.public-ip"] = item => [item.Address?.PublicIp],
            ["attachment.attachment-id"] = item => [item.AttachmentId],
            ["attachment.instance-id"] = item => [item.InstanceId],
            ["attachment.instance-owner-id"] = item => [item.AttachmentId is null ? null : AttachedTo(item)],
            ["attachment.status"] = item => [item.AttachmentId is null ? null : "attached"],
            ["availability-zone"] = item => [item.Subnet.AvailabilityZone],
            ["availability-zone-id"] = item => [item.Subnet.AvailabilityZoneId],
            ["description"] = item => [item.Description],
            ["group-id"] = item => item.SecurityGroupIds,
            ["group-name"] = item => item.SecurityGroupIds.Select(id => call.State.SecurityGroups.GetValueOrDefault(id)?.Name),
            ["interface-type"] = item => [item.InterfaceType],
            ["ipv6-addresses.ipv6-address"] = item => [item.Ipv6Address],
            ["mac-address"] = item => [item.MacAddress],
            ["network-interface-id"] = item => [item.Id],
            ["owner-id"] = item => [item.OwnerId],
            ["private-dns-name"] = item => [PrivateDnsName(call.Region, item)],
            ["private-ip-address"] = item => [item.PrivateIpAddress],
            ["requester-id"] = item => [item.RequesterId],
            ["requester-managed"] = item => [item.RequesterManaged ? "true" : "false"],
            ["source-dest-check"] = item => [item.SourceDestCheck ? "true" : "false"],
            ["status"] = item => [item.StatusAt(call.Now)],
            ["subnet-id"] = item => [item.SubnetId],
            ["vpc-id"] = item => [item.VpcId],
        };

    private static IEnumerable<XElement?> CreateNetworkInterface(Ec2Call call)
    {
        LabNetworkInterface made = call.Once(
            call.State.NetworkInterfaces,
            () =>
            {
                LabSubnet subnet = call.Subnet();
                List<string> groups = Groups(call, subnet.VpcId);
                IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "network-interface");
                string? wish = call["PrivateIpAddress"] ?? call["PrivateIpAddresses.1.PrivateIpAddress"];
                string? address = wish is null ? null : InterfaceFactory.Claim(call.State, subnet, wish);
                string? ipv6 = call["Ipv6Addresses.1.Ipv6Address"] is { } asked
                    ? InterfaceFactory.ClaimIpv6(call.State, subnet, asked)
                    : null;
                InterfaceFactory.Purpose purpose = new(
                    "interface",
                    call["Description"] ?? string.Empty,
                    null,
                    address,
                    WithIpv6: call.Form.Integer("Ipv6AddressCount") > 0 || subnet.AssignIpv6AddressOnCreation,
                    ipv6
                );
                LabNetworkInterface created = InterfaceFactory.Create(call.State, subnet, groups, purpose, call.Now);
                Ec2Tags.Put(created, tags);
                return created;
            }
        );
        return [new XElement("networkInterface", Render(call, made)), Ec2Xml.Maybe("clientToken", call["ClientToken"])];
    }

    private static IEnumerable<XElement?> DeleteNetworkInterface(Ec2Call call)
    {
        LabNetworkInterface item = Find(call);
        if (item.AttachmentId is not null)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Network interface '{item.Id}' is currently in use.");
        }

        call.State.NetworkInterfaces.Remove(item.Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeNetworkInterfaces(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "NetworkInterfaceId",
            Ec2Kind.NetworkInterface,
            call.State.NetworkInterfaces.Values.Where(item => item.CreatedAt <= call.Now).ToDictionary(item => item.Id),
            Filters(call),
            "networkInterfaceSet",
            item => Render(call, item)
        );

    private static IEnumerable<XElement?> DescribeNetworkInterfaceAttribute(Ec2Call call)
    {
        LabNetworkInterface item = Find(call);
        return
        [
            new XElement("networkInterfaceId", item.Id),
            call.Required("Attribute") switch
            {
                "description" => new XElement("description", new XElement("value", item.Description)),
                "groupSet" => RenderGroups(call, item),
                "sourceDestCheck" => new XElement("sourceDestCheck", new XElement("value", item.SourceDestCheck)),
                "attachment" => RenderAttachment(item),
                string other => throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Value ({other}) for parameter attribute is invalid. Unknown attribute."
                ),
            },
        ];
    }

    private static IEnumerable<XElement?> ModifyNetworkInterfaceAttribute(Ec2Call call)
    {
        LabNetworkInterface item = Find(call);
        if (item.RequesterManaged)
        {
            throw new AwsFault(400, "AuthFailure", "You do not have permission to access the specified resource.");
        }

        if (call.Form.List("SecurityGroupId").Count > 0)
        {
            List<string> groups = Groups(call, item.VpcId);
            item.SecurityGroupIds.Clear();
            item.SecurityGroupIds.AddRange(groups);
        }

        item.Description = call["Description.Value"] ?? item.Description;
        item.SourceDestCheck = call.Form.Boolean("SourceDestCheck.Value") ?? item.SourceDestCheck;
        return Ec2Xml.True;
    }

    /// <summary>
    /// The name by its IPv4 address; without one by the id of its instance ("Amazon EC2 instance hostnames": IPv6-only subnets
    /// have resource names). Null for an interface that has neither.
    /// </summary>
    public static string? PrivateDnsName(string region, LabNetworkInterface item)
    {
        string? host = item.PrivateIpAddress is { } address ? "ip-" + address.Replace('.', '-') : item.InstanceId;
        return host is null ? null : $"{host}.{(region == "us-east-1" ? "ec2.internal" : region + ".compute.internal")}";
    }

    private static IEnumerable<XElement?> Render(Ec2Call call, LabNetworkInterface item)
    {
        string? dnsName =
            call.State.Vpcs.GetValueOrDefault(item.VpcId)?.EnableDnsHostnames == true ? PrivateDnsName(call.Region, item) : null;
        return
        [
            new XElement("networkInterfaceId", item.Id),
            new XElement("subnetId", item.SubnetId),
            new XElement("vpcId", item.VpcId),
            new XElement("availabilityZone", item.Subnet.AvailabilityZone),
            new XElement("availabilityZoneId", item.Subnet.AvailabilityZoneId),
            new XElement("description", item.Description),
            new XElement("ownerId", item.OwnerId),
            Ec2Xml.Maybe("requesterId", item.RequesterId),
            new XElement("requesterManaged", item.RequesterManaged),
            new XElement("status", item.StatusAt(call.Now)),
            new XElement("macAddress", item.MacAddress),
            Ec2Xml.Maybe("privateIpAddress", item.PrivateIpAddress),
            Ec2Xml.Maybe("privateDnsName", dnsName),
            new XElement("sourceDestCheck", item.SourceDestCheck),
            new XElement("interfaceType", item.InterfaceType),
            RenderGroups(call, item),
            RenderAttachment(item),
            RenderAssociation(item),
            Ec2Xml.Set(
                "privateIpAddressesSet",
                item.PrivateIpAddress is null
                    ? []
                    :
                    [
                        [
                            new XElement("privateIpAddress", item.PrivateIpAddress),
                            Ec2Xml.Maybe("privateDnsName", dnsName),
                            new XElement("primary", true),
                            RenderAssociation(item),
                        ],
                    ]
            ),
            Ec2Xml.Set(
                "ipv6AddressesSet",
                item.Ipv6Address is null
                    ? []
                    :
                    [
                        [new XElement("ipv6Address", item.Ipv6Address)],
                    ]
            ),
            Ec2Xml.Maybe("ipv6Address", item.Ipv6Address),
            item.Subnet.IsNative ? new XElement("ipv6Native", true) : null,
            new XElement("denyAllIgwTraffic", false),
            Ec2Xml.Tags(item),
        ];
    }

    public static XElement RenderGroups(Ec2Call call, LabNetworkInterface item) =>
        Ec2Xml.Set(
            "groupSet",
            item.SecurityGroupIds.Select(id =>
                new XElement?[] { new("groupId", id), Ec2Xml.Maybe("groupName", call.State.SecurityGroups.GetValueOrDefault(id)?.Name) }
            )
        );

    private static XElement? RenderAttachment(LabNetworkInterface item) =>
        item.AttachmentId is null
            ? null
            : new XElement(
                "attachment",
                new XElement("attachmentId", item.AttachmentId),
                Ec2Xml.Maybe("instanceId", item.InstanceId),
                new XElement("instanceOwnerId", AttachedTo(item)),
                new XElement("deviceIndex", item.InstanceId is null ? 1 : 0),
                new XElement("status", "attached"),
                new XElement("deleteOnTermination", item.InstanceId is not null)
            );

    private static string AttachedTo(LabNetworkInterface item) => item.InstanceId is null ? "amazon-aws" : item.OwnerId;

    private static XElement? RenderAssociation(LabNetworkInterface item) =>
        item.Address is not { } address
            ? null
            : new XElement(
                "association",
                new XElement("publicIp", address.PublicIp),
                new XElement("ipOwnerId", item.OwnerId),
                new XElement("allocationId", address.Id),
                Ec2Xml.Maybe("associationId", address.AssociationId)
            );
}
