using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Rules of security groups.</summary>
internal static class SecurityGroupRuleActions
{
    // VPC quotas: inbound or outbound rules of a security group.
    private const int Most = 60;

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["AuthorizeSecurityGroupIngress"] = call => Authorize(call, isEgress: false),
            ["AuthorizeSecurityGroupEgress"] = call => Authorize(call, isEgress: true),
            ["RevokeSecurityGroupIngress"] = call => Revoke(call, isEgress: false),
            ["RevokeSecurityGroupEgress"] = call => Revoke(call, isEgress: true),
            ["DescribeSecurityGroupRules"] = DescribeSecurityGroupRules,
            ["ModifySecurityGroupRules"] = ModifySecurityGroupRules,
            ["UpdateSecurityGroupRuleDescriptionsIngress"] = call => UpdateDescriptions(call, isEgress: false),
            ["UpdateSecurityGroupRuleDescriptionsEgress"] = call => UpdateDescriptions(call, isEgress: true),
        };

    private static IEnumerable<XElement?> Authorize(Ec2Call call, bool isEgress)
    {
        LabSecurityGroup group = SecurityGroupActions.Find(call);
        IReadOnlyList<LabSecurityGroupRule> rules = new SecurityGroupRuleReader(call, group, isEgress).Read();
        foreach (LabSecurityGroupRule rule in rules)
        {
            if (group.Rules.Exists(rule.SameAs))
            {
                throw new AwsFault(400, "InvalidPermission.Duplicate", $"the specified rule \"{Describe(rule)}\" already exists");
            }
        }

        if (group.Rules.Count(rule => rule.IsEgress == isEgress) + rules.Count > Most)
        {
            throw new AwsFault(
                400,
                "RulesPerSecurityGroupLimitExceeded",
                "The maximum number of rules per security group has been reached."
            );
        }

        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "security-group-rule");
        foreach (LabSecurityGroupRule rule in rules)
        {
            Ec2Tags.Put(rule, tags);
        }

        group.Rules.AddRange(rules);
        return [new XElement("return", true), Ec2Xml.Set("securityGroupRuleSet", rules.Select(rule => SecurityGroupXml.Rule(call, rule)))];
    }

    private static IEnumerable<XElement?> Revoke(Ec2Call call, bool isEgress)
    {
        LabSecurityGroup group = SecurityGroupActions.Find(call);
        IReadOnlyList<string> ids = call.Form.List("SecurityGroupRuleId");
        List<LabSecurityGroupRule> revoked =
            ids.Count > 0
                ? ids.Select(id =>
                        group.Rules.Find(rule => rule.Id == id && rule.IsEgress == isEgress) ?? throw Ec2Kind.SecurityGroupRule.NotFound(id)
                    )
                    .ToList()
                : new SecurityGroupRuleReader(call, group, isEgress)
                    .Read()
                    .Select(asked =>
                        group.Rules.Find(asked.SameAs)
                        ?? throw new AwsFault(
                            400,
                            "InvalidPermission.NotFound",
                            "The specified rule does not exist in this security group."
                        )
                    )
                    .ToList();
        group.Rules.RemoveAll(revoked.Contains);
        return [new XElement("return", true), Ec2Xml.Set("revokedSecurityGroupRuleSet", revoked.Select(SecurityGroupXml.Revoked))];
    }

    private static IEnumerable<XElement?> DescribeSecurityGroupRules(Ec2Call call)
    {
        Dictionary<string, LabSecurityGroupRule> all = call
            .State.SecurityGroups.Values.SelectMany(group => group.Rules)
            .ToDictionary(rule => rule.Id);
        Ec2Filters<LabSecurityGroupRule> filters = new()
        {
            ["group-id"] = rule => [rule.GroupId],
            ["security-group-rule-id"] = rule => [rule.Id],
        };
        return Ec2Listing.Describe(
            call,
            "SecurityGroupRuleId",
            Ec2Kind.SecurityGroupRule,
            all,
            filters,
            "securityGroupRuleSet",
            rule => SecurityGroupXml.Rule(call, rule)
        );
    }

    private static IEnumerable<XElement?> ModifySecurityGroupRules(Ec2Call call)
    {
        LabSecurityGroup group = SecurityGroupActions.Find(call);
        List<(LabSecurityGroupRule Old, LabSecurityGroupRule New)> changes = call
            .Form.Indexes("SecurityGroupRule")
            .Select(prefix =>
            {
                string id = call.Required(prefix + ".SecurityGroupRuleId");
                LabSecurityGroupRule rule = group.Rules.Find(rule => rule.Id == id) ?? throw Ec2Kind.SecurityGroupRule.NotFound(id);
                return (rule, new SecurityGroupRuleReader(call, group, rule.IsEgress).ReadChange(rule, prefix + ".SecurityGroupRule."));
            })
            .ToList();
        foreach ((LabSecurityGroupRule old, LabSecurityGroupRule changed) in changes)
        {
            if (group.Rules.Exists(other => other.Id != old.Id && other.SameAs(changed)))
            {
                throw new AwsFault(400, "InvalidPermission.Duplicate", $"the specified rule \"{Describe(changed)}\" already exists");
            }
        }

        foreach ((LabSecurityGroupRule old, LabSecurityGroupRule changed) in changes)
        {
            Ec2Tags.Put(changed, old.Tags);
            group.Rules[group.Rules.IndexOf(old)] = changed;
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> UpdateDescriptions(Ec2Call call, bool isEgress)
    {
        LabSecurityGroup group = SecurityGroupActions.Find(call);
        foreach (string prefix in call.Form.Indexes("SecurityGroupRuleDescription"))
        {
            string id = call.Required(prefix + ".SecurityGroupRuleId");
            LabSecurityGroupRule rule =
                group.Rules.Find(rule => rule.Id == id && rule.IsEgress == isEgress) ?? throw Ec2Kind.SecurityGroupRule.NotFound(id);
            rule.Description = call[prefix + ".Description"];
        }

        if (call.Form.Has("IpPermissions"))
        {
            foreach (LabSecurityGroupRule asked in new SecurityGroupRuleReader(call, group, isEgress).Read())
            {
                LabSecurityGroupRule rule =
                    group.Rules.Find(asked.SameAs)
                    ?? throw new AwsFault(400, "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
                rule.Description = asked.Description;
            }
        }

        return Ec2Xml.True;
    }

    private static string Describe(LabSecurityGroupRule rule) =>
        rule.Protocol switch
        {
            "-1" => $"peer: {rule.Peer}, ALL, ALLOW",
            "tcp" or "udp" =>
                $"peer: {rule.Peer}, {rule.Protocol.ToUpperInvariant()}, from port: {rule.FromPort}, to port: {rule.ToPort}, ALLOW",
            "icmp" or "icmpv6" =>
                $"peer: {rule.Peer}, {rule.Protocol.ToUpperInvariant()}, type: {rule.FromPort}, code: {rule.ToPort}, ALLOW",
            _ => $"peer: {rule.Peer}, {rule.Protocol}, ALLOW",
        };
}
