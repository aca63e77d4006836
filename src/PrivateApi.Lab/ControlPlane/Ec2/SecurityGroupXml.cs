using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Security-group rules as answers show them.</summary>
internal static class SecurityGroupXml
{
    /// <summary>Rules gathered into permissions, one for each protocol and port range.</summary>
    public static XElement Permissions(Ec2Call call, string name, IEnumerable<LabSecurityGroupRule> rules) =>
        Ec2Xml.Set(
            name,
            rules
                .GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort))
                .Select(permission =>
                    new XElement?[]
                    {
                        new("ipProtocol", permission.Key.Protocol),
                        permission.Key.Protocol == "-1" ? null : new("fromPort", permission.Key.FromPort),
                        permission.Key.Protocol == "-1" ? null : new("toPort", permission.Key.ToPort),
                        Ec2Xml.Set(
                            "groups",
                            permission
                                .Where(rule => rule.ReferencedGroupId is not null)
                                .Select(rule => Reference(call, rule).Append(Ec2Xml.Maybe("description", rule.Description)))
                        ),
                        Peers("ipRanges", "cidrIp", permission, rule => rule.CidrIpv4),
                        Peers("ipv6Ranges", "cidrIpv6", permission, rule => rule.CidrIpv6),
                        Peers("prefixListIds", "prefixListId", permission, rule => rule.PrefixListId),
                    }
                )
        );

    /// <summary>A rule as SecurityGroupRule.</summary>
    public static IEnumerable<XElement?> Rule(Ec2Call call, LabSecurityGroupRule rule) =>
        [
            .. Common(rule),
            new XElement("groupOwnerId", rule.OwnerId),
            rule.ReferencedGroupId is null ? null : new XElement("referencedGroupInfo", Reference(call, rule)),
            new XElement(
                "securityGroupRuleArn",
                $"arn:{call.State.Partition}:ec2:{call.Region}:{rule.OwnerId}:security-group-rule/{rule.Id}"
            ),
            Ec2Xml.Tags(rule),
        ];

    /// <summary>
    /// Whose group a rule names and, for one in another VPC, through which peering connection. A group that has been deleted
    /// has no owner any more (API reference, ReferencedSecurityGroup): the rule is stale.
    /// </summary>
    private static IEnumerable<XElement?> Reference(Ec2Call call, LabSecurityGroupRule rule)
    {
        bool isThere = call
            .Store.All<Ec2State>()
            .Any(entry => entry.Region == call.Region && entry.State.SecurityGroups.ContainsKey(rule.ReferencedGroupId!));
        yield return new XElement("groupId", rule.ReferencedGroupId);
        yield return isThere ? new XElement("userId", rule.ReferencedGroupOwnerId) : null;
        if (rule.ReferencedVpcId is null)
        {
            yield break;
        }

        yield return new XElement("vpcId", rule.ReferencedVpcId);
        if (PeeringWith(call, rule) is { } peering)
        {
            yield return new XElement("vpcPeeringConnectionId", peering.Id);
            yield return new XElement("peeringStatus", peering.StateAt(call.Now));
        }
    }

    // An active connection if there is one, else the latest.
    private static LabPeeringConnection? PeeringWith(Ec2Call call, LabSecurityGroupRule rule)
    {
        string own = call.State.SecurityGroups[rule.GroupId].VpcId;
        return call
            .State.PeeringConnections.Values.Where(peering =>
                new[] { peering.Requester.VpcId, peering.Accepter.VpcId }.ToHashSet().SetEquals([rule.ReferencedVpcId!, own])
            )
            .OrderByDescending(peering => peering.Status == "active")
            .ThenByDescending(peering => peering.Agreement.CreatedAt)
            .FirstOrDefault();
    }

    /// <summary>A rule as RevokedSecurityGroupRule.</summary>
    public static IEnumerable<XElement?> Revoked(LabSecurityGroupRule rule) =>
        [.. Common(rule), Ec2Xml.Maybe("referencedGroupId", rule.ReferencedGroupId)];

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

    private static XElement Peers(
        string set,
        string member,
        IEnumerable<LabSecurityGroupRule> rules,
        Func<LabSecurityGroupRule, string?> peer
    ) =>
        Ec2Xml.Set(
            set,
            rules
                .Where(rule => peer(rule) is not null)
                .Select(rule => new XElement?[] { new(member, peer(rule)), Ec2Xml.Maybe("description", rule.Description) })
        );
}
