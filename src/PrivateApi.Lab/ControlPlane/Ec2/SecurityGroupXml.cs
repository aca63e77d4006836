using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Security-group rules as answers show them.</summary>
internal static class SecurityGroupXml
{
    /// <summary>Rules gathered into permissions, one for each protocol and port range.</summary>
    public static XElement Permissions(string name, IEnumerable<LabSecurityGroupRule> rules) => Ec2Xml.Set(name, rules
        .GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort))
        .Select(permission => new XElement?[]
        {
            new("ipProtocol", permission.Key.Protocol),
            permission.Key.Protocol == "-1" ? null : new("fromPort", permission.Key.FromPort),
            permission.Key.Protocol == "-1" ? null : new("toPort", permission.Key.ToPort),
            Ec2Xml.Set("groups", permission.Where(rule => rule.ReferencedGroupId is not null).Select(rule => new XElement?[]
            {
                new("userId", rule.ReferencedGroupOwnerId),
                new("groupId", rule.ReferencedGroupId),
                Ec2Xml.Maybe("description", rule.Description),
            })),
            Peers("ipRanges", "cidrIp", permission, rule => rule.CidrIpv4),
            Peers("ipv6Ranges", "cidrIpv6", permission, rule => rule.CidrIpv6),
            Peers("prefixListIds", "prefixListId", permission, rule => rule.PrefixListId),
        }));

    /// <summary>A rule as SecurityGroupRule.</summary>
    public static IEnumerable<XElement?> Rule(Ec2Call call, LabSecurityGroupRule rule) =>
        [
            .. Common(rule),
            new XElement("groupOwnerId", rule.OwnerId),
            rule.ReferencedGroupId is null ? null : new XElement("referencedGroupInfo", new XElement("groupId", rule.ReferencedGroupId), new XElement("userId", rule.ReferencedGroupOwnerId)),
            new XElement("securityGroupRuleArn", $"arn:{call.State.Partition}:ec2:{call.Region}:{rule.OwnerId}:security-group-rule/{rule.Id}"),
            Ec2Xml.Tags(rule),
        ];

    /// <summary>A rule as RevokedSecurityGroupRule.</summary>
    public static IEnumerable<XElement?> Revoked(LabSecurityGroupRule rule) => [.. Common(rule), Ec2Xml.Maybe("referencedGroupId", rule.ReferencedGroupId)];

    private static IEnumerable<XElement?> Common(LabSecurityGroupRule rule) =>
        [
            new XElement("securityGroupRuleId", rule.Id),
            new XElement("groupId", rule.GroupId),
            new XElement("isEgress", rule.IsEgress),
            new XElement("ipProtocol", rule.Protocol),
            new XElement("fromPort", rule.FromPort),
            new XElement("toPort", rule.ToPort),
            Ec2Xml.Maybe("cidrIpv4", rule.CidrIpv4),
            Ec2Xml.Maybe("cidrIpv6", rule.CidrIpv6),
            Ec2Xml.Maybe("prefixListId", rule.PrefixListId),
            Ec2Xml.Maybe("description", rule.Description),
        ];

    private static XElement Peers(string set, string member, IEnumerable<LabSecurityGroupRule> rules, Func<LabSecurityGroupRule, string?> peer) =>
        Ec2Xml.Set(set, rules.Where(rule => peer(rule) is not null).Select(rule => new XElement?[] { new(member, peer(rule)), Ec2Xml.Maybe("description", rule.Description) }));
}
