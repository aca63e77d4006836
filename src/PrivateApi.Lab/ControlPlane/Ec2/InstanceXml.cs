using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Actions;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Instances as answers show them; a terminated one no longer has a network.</summary>
internal static class InstanceXml
{
    public static IEnumerable<XElement?> Render(Ec2Call call, LabInstance item)
    {
        (int code, string name) = item.StateAt(call.Now);
        bool isThere = name != "terminated";
        return
        [
            new XElement("instanceId", item.Id),
            new XElement("imageId", item.ImageId),
            new XElement("instanceState", new XElement("code", code), new XElement("name", name)),
            new XElement("privateDnsName", isThere ? NetworkInterfaceActions.PrivateDnsName(call.Region, item.Interface) : string.Empty),
            new XElement("dnsName"),
            new XElement("reason"),
            new XElement("amiLaunchIndex", item.LaunchIndex),
            new XElement("productCodes"),
            new XElement("instanceType", item.InstanceType),
            Ec2Xml.Time("launchTime", item.CreatedAt),
            new XElement(
                "placement",
                new XElement("availabilityZone", item.Interface.Subnet.AvailabilityZone),
                new XElement("groupName"),
                new XElement("tenancy", "default")
            ),
            new XElement("monitoring", new XElement("state", "disabled")),
            isThere ? new XElement("subnetId", item.Interface.SubnetId) : null,
            isThere ? new XElement("vpcId", item.Interface.VpcId) : null,
            isThere ? Ec2Xml.Maybe("privateIpAddress", item.Interface.PrivateIpAddress) : null,
            isThere ? Ec2Xml.Maybe("ipv6Address", item.Interface.Ipv6Address) : null,
            isThere ? new XElement("sourceDestCheck", item.Interface.SourceDestCheck) : null,
            isThere ? NetworkInterfaceActions.RenderGroups(call, item.Interface) : new XElement("groupSet"),
            new XElement("architecture", "x86_64"),
            new XElement("rootDeviceType", "ebs"),
            new XElement("rootDeviceName", "/dev/xvda"),
            new XElement("blockDeviceMapping"),
            new XElement("virtualizationType", "hvm"),
            new XElement("hypervisor", "xen"),
            Ec2Xml.Tags(item),
            Ec2Xml.Set("networkInterfaceSet", isThere ? [Interface(call, item)] : []),
            item.ProfileArn is null
                ? null
                : new XElement("iamInstanceProfile", new XElement("arn", item.ProfileArn), new XElement("id", item.ProfileId)),
            new XElement("ebsOptimized", false),
            new XElement("enaSupport", true),
            new XElement(
                "metadataOptions",
                new XElement("state", "applied"),
                new XElement("httpTokens", "required"),
                new XElement("httpPutResponseHopLimit", 2),
                new XElement("httpEndpoint", "enabled")
            ),
        ];
    }

    private static IEnumerable<XElement?> Interface(Ec2Call call, LabInstance item)
    {
        LabNetworkInterface face = item.Interface;
        string? name = NetworkInterfaceActions.PrivateDnsName(call.Region, face);
        return
        [
            new XElement("networkInterfaceId", face.Id),
            new XElement("subnetId", face.SubnetId),
            new XElement("vpcId", face.VpcId),
            new XElement("description", face.Description),
            new XElement("ownerId", face.OwnerId),
            new XElement("status", face.StatusAt(call.Now)),
            new XElement("macAddress", face.MacAddress),
            Ec2Xml.Maybe("privateIpAddress", face.PrivateIpAddress),
            Ec2Xml.Maybe("privateDnsName", name),
            new XElement("sourceDestCheck", face.SourceDestCheck),
            new XElement("interfaceType", face.InterfaceType),
            NetworkInterfaceActions.RenderGroups(call, face),
            new XElement(
                "attachment",
                new XElement("attachmentId", face.AttachmentId),
                new XElement("deviceIndex", 0),
                new XElement("status", "attached"),
                Ec2Xml.Time("attachTime", item.CreatedAt),
                new XElement("deleteOnTermination", true)
            ),
            Ec2Xml.Set(
                "privateIpAddressesSet",
                face.PrivateIpAddress is null
                    ? []
                    :
                    [
                        [
                            new XElement("privateIpAddress", face.PrivateIpAddress),
                            new XElement("privateDnsName", name),
                            new XElement("primary", true),
                        ],
                    ]
            ),
            Ec2Xml.Set(
                "ipv6AddressesSet",
                face.Ipv6Address is null
                    ? []
                    :
                    [
                        [new XElement("ipv6Address", face.Ipv6Address)],
                    ]
            ),
        ];
    }
}
