using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Network ACLs, their entries and their associations.</summary>
internal static class NetworkAclActions
{
    private static readonly Ec2Filters<LabNetworkAcl> Filters = new()
    {
        ["association.association-id"] = acl => acl.Associations.Keys,
        ["association.network-acl-id"] = acl => acl.Associations.Select(_ => acl.Id),
        ["association.subnet-id"] = acl => acl.Associations.Values,
        ["default"] = acl => [acl.IsDefault ? "true" : "false"],
        ["entry.cidr"] = acl => acl.Entries.Select(entry => entry.CidrBlock),
        ["entry.ipv6-cidr"] = acl => acl.Entries.Select(entry => entry.Ipv6CidrBlock),
        ["entry.egress"] = acl => acl.Entries.Select(entry => entry.Egress ? "true" : "false"),
        ["entry.protocol"] = acl => acl.Entries.Select(entry => entry.Protocol),
        ["entry.port-range.from"] = acl => acl.Entries.Select(entry => Text(entry.FromPort)),
        ["entry.port-range.to"] = acl => acl.Entries.Select(entry => Text(entry.ToPort)),
        ["entry.icmp.type"] = acl => acl.Entries.Select(entry => Text(entry.IcmpType)),
        ["entry.icmp.code"] = acl => acl.Entries.Select(entry => Text(entry.IcmpCode)),
        ["entry.rule-action"] = acl => acl.Entries.Select(entry => entry.Allow ? "allow" : "deny"),
        ["entry.rule-number"] = acl => acl.Entries.Select(entry => Text(entry.RuleNumber)),
        ["network-acl-id"] = acl => [acl.Id],
        ["owner-id"] = acl => [acl.OwnerId],
        ["vpc-id"] = acl => [acl.VpcId],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateNetworkAcl"] = CreateNetworkAcl,
            ["DeleteNetworkAcl"] = DeleteNetworkAcl,
            ["DescribeNetworkAcls"] = DescribeNetworkAcls,
            ["CreateNetworkAclEntry"] = CreateNetworkAclEntry,
            ["ReplaceNetworkAclEntry"] = ReplaceNetworkAclEntry,
            ["DeleteNetworkAclEntry"] = DeleteNetworkAclEntry,
            ["ReplaceNetworkAclAssociation"] = ReplaceNetworkAclAssociation,
        };

    private static LabNetworkAcl Find(Ec2Call call) => Ec2Kind.NetworkAcl.Find(call.State.NetworkAcls, call.Required("NetworkAclId"));

    private static IEnumerable<XElement?> CreateNetworkAcl(Ec2Call call)
    {
        LabNetworkAcl made = call.Once(
            call.State.NetworkAcls,
            () =>
            {
                LabVpc vpc = call.Vpc();
                IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "network-acl");
                LabNetworkAcl acl = VpcFactory.AddNetworkAcl(call.State, vpc, isDefault: false);
                Ec2Tags.Put(acl, tags);
                return acl;
            }
        );
        return [new XElement("networkAcl", Render(made)), Ec2Xml.Maybe("clientToken", call["ClientToken"])];
    }

    private static IEnumerable<XElement?> DeleteNetworkAcl(Ec2Call call)
    {
        LabNetworkAcl acl = Find(call);
        if (acl.IsDefault)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"cannot delete default network ACL {acl.Id}");
        }

        if (acl.Associations.Count > 0)
        {
            throw new AwsFault(400, "DependencyViolation", $"The networkAcl '{acl.Id}' has dependencies and cannot be deleted.");
        }

        call.State.NetworkAcls.Remove(acl.Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeNetworkAcls(Ec2Call call) =>
        Ec2Listing.Describe(call, "NetworkAclId", Ec2Kind.NetworkAcl, call.State.NetworkAcls, Filters, "networkAclSet", Render);

    private static IEnumerable<XElement?> CreateNetworkAclEntry(Ec2Call call)
    {
        LabNetworkAcl acl = Find(call);
        LabNetworkAclEntry entry = ReadEntry(call);
        if (acl.Entries.Exists(other => Same(other, entry.RuleNumber, entry.Egress)))
        {
            throw new AwsFault(
                400,
                "NetworkAclEntryAlreadyExists",
                $"The network acl entry identified by {entry.RuleNumber} already exists."
            );
        }

        acl.Entries.Add(entry);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> ReplaceNetworkAclEntry(Ec2Call call)
    {
        LabNetworkAcl acl = Find(call);
        LabNetworkAclEntry entry = ReadEntry(call);
        acl.Entries[IndexOf(acl, entry.RuleNumber, entry.Egress)] = entry;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteNetworkAclEntry(Ec2Call call)
    {
        LabNetworkAcl acl = Find(call);
        acl.Entries.RemoveAt(IndexOf(acl, RuleNumber(call), call.Is("Egress")));
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> ReplaceNetworkAclAssociation(Ec2Call call)
    {
        LabNetworkAcl target = Find(call);
        string id = call.Required("AssociationId");
        LabNetworkAcl source =
            call.State.NetworkAcls.Values.FirstOrDefault(acl => acl.Associations.ContainsKey(id)) ?? throw Ec2Kind.Association.NotFound(id);
        string subnetId = source.Associations[id];
        if (target.VpcId != source.VpcId)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Network ACL {target.Id} and subnet {subnetId} belong to different networks");
        }

        source.Associations.Remove(id);
        string made = call.NewId("aclassoc");
        target.Associations.Add(made, subnetId);
        return [new XElement("newAssociationId", made)];
    }

    private static bool Same(LabNetworkAclEntry entry, int number, bool egress) => entry.RuleNumber == number && entry.Egress == egress;

    private static int IndexOf(LabNetworkAcl acl, int number, bool egress)
    {
        int index = acl.Entries.FindIndex(entry => Same(entry, number, egress));
        return index >= 0
            ? index
            : throw new AwsFault(400, "InvalidNetworkAclEntry.NotFound", $"The network acl entry identified by {number} does not exist.");
    }

    private static int RuleNumber(Ec2Call call)
    {
        int number =
            call.Form.Integer("RuleNumber")
            ?? throw new AwsFault(400, "MissingParameter", "The request must contain the parameter RuleNumber");
        return number is >= 1 and < LabNetworkAcl.LastRule
            ? number
            : throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The specified rule number must be between 1 and {LabNetworkAcl.LastRule - 1}"
            );
    }

    private static LabNetworkAclEntry ReadEntry(Ec2Call call)
    {
        string protocol = call.Required("Protocol").ToLowerInvariant() switch
        {
            "tcp" => "6",
            "udp" => "17",
            "icmp" => "1",
            "icmpv6" => "58",
            "all" or "-1" => "-1",
            string text when byte.TryParse(text, out byte _) => text,
            string text => throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({text}) for parameter protocol is invalid. Unknown protocol"
            ),
        };
        string action = call.Required("RuleAction");
        if (action is not "allow" and not "deny")
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({action}) for parameter ruleAction is invalid. Allowed values: allow, deny"
            );
        }

        bool ports = protocol is "6" or "17";
        bool icmp = protocol is "1" or "58";
        if (ports && (call.Form.Integer("PortRange.From") is null || call.Form.Integer("PortRange.To") is null))
        {
            throw new AwsFault(400, "InvalidParameterValue", "Must specify both from and to ports with TCP/UDP.");
        }

        if (call["CidrBlock"] is null && call["Ipv6CidrBlock"] is null)
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter cidrBlock or ipv6CidrBlock");
        }

        return new LabNetworkAclEntry(
            RuleNumber(call),
            call.Is("Egress"),
            protocol,
            action == "allow",
            call["CidrBlock"] is { } cidr ? Ec2Cidr.Read(cidr, "cidrBlock", isIpv6: false).ToString() : null,
            call["Ipv6CidrBlock"] is { } ipv6 ? Ec2Cidr.Read(ipv6, "ipv6CidrBlock", isIpv6: true).ToString() : null,
            ports ? call.Form.Integer("PortRange.From") : null,
            ports ? call.Form.Integer("PortRange.To") : null,
            icmp ? call.Form.Integer("Icmp.Type") ?? -1 : null,
            icmp ? call.Form.Integer("Icmp.Code") ?? -1 : null
        );
    }

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<XElement?> Render(LabNetworkAcl acl) =>
        [
            new XElement("networkAclId", acl.Id),
            new XElement("vpcId", acl.VpcId),
            new XElement("ownerId", acl.OwnerId),
            new XElement("default", acl.IsDefault),
            Ec2Xml.Set(
                "entrySet",
                acl.Entries.OrderByDescending(entry => entry.Egress).ThenBy(entry => entry.RuleNumber).Select(RenderEntry)
            ),
            Ec2Xml.Set(
                "associationSet",
                acl.Associations.Select(pair =>
                    new XElement?[] { new("networkAclAssociationId", pair.Key), new("networkAclId", acl.Id), new("subnetId", pair.Value) }
                )
            ),
            Ec2Xml.Tags(acl),
        ];

    private static IEnumerable<XElement?> RenderEntry(LabNetworkAclEntry entry) =>
        [
            new XElement("ruleNumber", entry.RuleNumber),
            new XElement("protocol", entry.Protocol),
            new XElement("ruleAction", entry.Allow ? "allow" : "deny"),
            new XElement("egress", entry.Egress),
            Ec2Xml.Maybe("cidrBlock", entry.CidrBlock),
            Ec2Xml.Maybe("ipv6CidrBlock", entry.Ipv6CidrBlock),
            entry.FromPort is null
                ? null
                : new XElement("portRange", new XElement("from", entry.FromPort), new XElement("to", entry.ToPort)),
            entry.IcmpType is null
                ? null
                : new XElement("icmpTypeCode", new XElement("type", entry.IcmpType), new XElement("code", entry.IcmpCode)),
        ];
}
