using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>A VPC's security groups, and its network ACLs if they do more than allow everything.</summary>
internal sealed class FirewallTemplate(CloudTemplate template, References references, VpcSetup setup, IProgress<ProgressEvent> progress)
{
    // The asterisk: this one for IPv4 and the next one for IPv6.
    private const int ClosingRule = 32767;

    private readonly Ipv6Ranges? _ipv6 = Ipv6Ranges.Of(setup.Vpc, references.NameOf(setup.Vpc.VpcId));

    // CloudFormation gives a group without egress rules one that allows everything; this one allows nothing (Security group
    // egress, AWS::EC2::SecurityGroup).
    private static JsonArray Nothing =>
        [
            new JsonObject
            {
                ["IpProtocol"] = "-1",
                ["CidrIp"] = "127.0.0.1/32",
                ["Description"] = "Nothing leaves",
            },
        ];

    public static void Name(LogicalIds ids, VpcSetup setup)
    {
        foreach (SecurityGroup group in setup.SecurityGroups)
        {
            ids.Give("SecurityGroup", group.GroupName == "EndpointSG" ? "EndpointSecurityGroup" : group.GroupName, group.GroupId);
        }

        foreach (NetworkAcl acl in setup.NetworkAcls.Where(IsSpecial))
        {
            ids.Give("NetworkAcl", LogicalIds.NameOf(acl.Tags), acl.NetworkAclId);
        }
    }

    public void Write()
    {
        foreach (SecurityGroup group in setup.SecurityGroups)
        {
            WriteGroup(group);
        }

        foreach (NetworkAcl acl in setup.NetworkAcls.Where(IsSpecial))
        {
            WriteAcl(acl);
        }
    }

    private void WriteGroup(SecurityGroup group)
    {
        string id = references.NameOf(group.GroupId);
        IpPermission[] egress = [.. group.IpPermissionsEgress ?? []];
        JsonArray inlineEgress = Array(egress.SelectMany(rule => Ranges(rule, isEgress: true)));
        bool isOpen =
            egress
            is [
                {
                    IpProtocol: "-1",
                    Ipv4Ranges: [{ CidrIp: "0.0.0.0/0" }],
                    UserIdGroupPairs: null or { Count: 0 },
                    PrefixListIds: null or { Count: 0 },
                    Ipv6Ranges: null or { Count: 0 }
                },
            ];
        template.Add(
            id,
            "AWS::EC2::SecurityGroup",
            new JsonObject
            {
                ["GroupDescription"] = group.Description,
                ["GroupName"] = group.GroupName == "default" ? null : group.GroupName,
                ["VpcId"] = references.To(setup.Vpc.VpcId),
                ["SecurityGroupIngress"] = Array((group.IpPermissions ?? []).SelectMany(rule => Ranges(rule, isEgress: false))),
                ["SecurityGroupEgress"] =
                    isOpen ? null
                    : inlineEgress.Count > 0 ? inlineEgress
                    : Nothing,
                ["Tags"] = Tags(group.Tags),
            },
            After((group.IpPermissions ?? []).Concat(egress).SelectMany(rule => rule.Ipv6Ranges ?? []).Select(range => range.CidrIpv6))
        );

        // Rules that name security groups are separate resources: otherwise two groups that name each other could not be created.
        WritePairs(id, group.IpPermissions, isEgress: false);
        WritePairs(id, group.IpPermissionsEgress, isEgress: true);
    }

    // A VPC has no IPv6 range to refer to before it is assigned.
    private string? After(IEnumerable<string?> ranges) =>
        ranges.Any(range => _ipv6?.Find(range) is not null) ? references.NameOf(Ipv6Ranges.Key(setup.Vpc.VpcId)) : null;

    private void WritePairs(string id, List<IpPermission>? rules, bool isEgress)
    {
        foreach (
            (IpPermission rule, UserIdGroupPair pair) in (rules ?? [])
                .SelectMany(rule => (rule.UserIdGroupPairs ?? []).Select(pair => (rule, pair)))
                .OrderBy(item => Key(item.rule), StringComparer.Ordinal)
                .ThenBy(item => item.pair.GroupId, StringComparer.Ordinal)
        )
        {
            if (!references.Has(pair.GroupId))
            {
                progress.Report(ProgressEvent.Warning($"A rule names {pair.GroupId}, which is not in the template: the rule is left out."));
                continue;
            }

            JsonObject properties = Rule(rule, pair.Description);
            properties["GroupId"] = GetAtt(id, "GroupId");
            properties[isEgress ? "DestinationSecurityGroupId" : "SourceSecurityGroupId"] = GetAtt(
                references.NameOf(pair.GroupId),
                "GroupId"
            );
            template.Add(
                template.Id.Give(isEgress ? "Egress" : "Ingress", id),
                isEgress ? "AWS::EC2::SecurityGroupEgress" : "AWS::EC2::SecurityGroupIngress",
                properties
            );
        }
    }

    private IEnumerable<JsonObject> Ranges(IpPermission rule, bool isEgress)
    {
        foreach (IpRange range in (rule.Ipv4Ranges ?? []).OrderBy(range => range.CidrIp, StringComparer.Ordinal))
        {
            JsonObject properties = Rule(rule, range.Description);
            properties["CidrIp"] = range.CidrIp;
            yield return properties;
        }

        foreach (Ipv6Range range in (rule.Ipv6Ranges ?? []).OrderBy(range => range.CidrIpv6, StringComparer.Ordinal))
        {
            JsonObject properties = Rule(rule, range.Description);
            properties["CidrIpv6"] = (JsonNode?)_ipv6?.Find(range.CidrIpv6) ?? range.CidrIpv6;
            yield return properties;
        }

        foreach (PrefixListId list in (rule.PrefixListIds ?? []).OrderBy(list => list.Id, StringComparer.Ordinal))
        {
            JsonObject properties = Rule(rule, list.Description);
            properties[isEgress ? "DestinationPrefixListId" : "SourcePrefixListId"] = list.Id;
            yield return properties;
        }
    }

    private static JsonObject Rule(IpPermission rule, string? description)
    {
        JsonObject properties = new() { ["IpProtocol"] = rule.IpProtocol };
        if (rule.IpProtocol != "-1")
        {
            properties["FromPort"] = rule.FromPort ?? -1;
            properties["ToPort"] = rule.ToPort ?? -1;
        }

        if (!string.IsNullOrEmpty(description))
        {
            properties["Description"] = description;
        }

        return properties;
    }

    private static string Key(IpPermission rule) => $"{rule.IpProtocol} {rule.FromPort:D5} {rule.ToPort:D5}";

    // The default ACL as AWS creates it allows everything; a subnet of a new VPC has such a default ACL.
    private static bool IsSpecial(NetworkAcl acl) =>
        (acl.Associations ?? []).Count > 0
        && (
            acl.IsDefault != true
            || (acl.Entries ?? []).Exists(entry =>
                entry.RuleNumber < ClosingRule
                && !(entry.RuleNumber is 100 or 101 && entry.Protocol == "-1" && entry.RuleAction?.Value == "allow")
            )
        );

    private void WriteAcl(NetworkAcl acl)
    {
        string id = references.NameOf(acl.NetworkAclId);
        template.Add(id, "AWS::EC2::NetworkAcl", new JsonObject { ["VpcId"] = references.To(setup.Vpc.VpcId), ["Tags"] = Tags(acl.Tags) });
        foreach (
            NetworkAclEntry entry in (acl.Entries ?? [])
                .Where(entry => entry.RuleNumber < ClosingRule)
                .OrderBy(entry => entry.Egress)
                .ThenBy(entry => entry.RuleNumber)
        )
        {
            template.Add(
                $"{id}{(entry.Egress == true ? "Out" : "In")}{entry.RuleNumber}",
                "AWS::EC2::NetworkAclEntry",
                new JsonObject
                {
                    ["NetworkAclId"] = Ref(id),
                    ["Egress"] = entry.Egress == true,
                    ["RuleNumber"] = entry.RuleNumber,
                    ["RuleAction"] = entry.RuleAction?.Value,
                    ["Protocol"] = int.Parse(entry.Protocol, System.Globalization.CultureInfo.InvariantCulture),
                    ["CidrBlock"] = entry.CidrBlock,
                    ["Ipv6CidrBlock"] = (JsonNode?)_ipv6?.Find(entry.Ipv6CidrBlock) ?? entry.Ipv6CidrBlock,
                    ["PortRange"] = entry.PortRange is { } range ? new JsonObject { ["From"] = range.From, ["To"] = range.To } : null,
                    ["Icmp"] = entry.IcmpTypeCode is { } icmp ? new JsonObject { ["Code"] = icmp.Code, ["Type"] = icmp.Type } : null,
                },
                After([entry.Ipv6CidrBlock])
            );
        }

        foreach (
            NetworkAclAssociation association in (acl.Associations ?? [])
                .Where(association => references.Has(association.SubnetId))
                .OrderBy(association => references.NameOf(association.SubnetId), StringComparer.Ordinal)
        )
        {
            template.Add(
                template.Id.Give("NetworkAclAssociation", references.NameOf(association.SubnetId)),
                "AWS::EC2::SubnetNetworkAclAssociation",
                new JsonObject { ["NetworkAclId"] = Ref(id), ["SubnetId"] = references.To(association.SubnetId) }
            );
        }
    }
}
