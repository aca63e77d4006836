using System.Net;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Reads rules of requests: IpPermissions, or the older scalar parameters.</summary>
internal sealed class SecurityGroupRuleReader(Ec2Call call, LabSecurityGroup group, bool isEgress)
{
    /// <summary>One rule for each peer named.</summary>
    /// <exception cref="AwsFault">Something in them is wrong.</exception>
    public IReadOnlyList<LabSecurityGroupRule> Read()
    {
        List<LabSecurityGroupRule> rules = [];
        foreach (string prefix in call.Form.Indexes("IpPermissions"))
        {
            rules.AddRange(ReadPermission(prefix + "."));
        }

        if (rules.Count == 0 && call["CidrIp"] is { } cidr)
        {
            rules.Add(New(string.Empty, null, rule => rule.CidrIpv4 = Range(cidr, isIpv6: false)));
        }
        else if (rules.Count == 0 && call["SourceSecurityGroupName"] is { } name)
        {
            rules.Add(New(string.Empty, null, rule => Refer(rule, null, name, call["SourceSecurityGroupOwnerId"])));
        }

        if (rules.Count == 0)
        {
            throw new AwsFault(400, "MissingParameter", "Missing source specification: include source security group or CIDR information");
        }

        return rules.Select((rule, index) => (rule, index)).Any(pair => rules.Take(pair.index).Any(pair.rule.SameAs))
            ? throw new AwsFault(400, "InvalidParameterValue", "The same permission must not appear multiple times")
            : rules;
    }

    /// <summary>Protocol and ports of a rule, checked: EC2's names for the usual protocols, no ports for all of them.</summary>
    private static (string Protocol, int From, int To) Ports(string protocolText, int? from, int? to)
    {
        string protocol = protocolText.ToLowerInvariant() switch
        {
            "-1" or "all" => "-1",
            "6" or "tcp" => "tcp",
            "17" or "udp" => "udp",
            "1" or "icmp" => "icmp",
            "58" or "icmpv6" => "icmpv6",
            string text when byte.TryParse(text, out byte _) => text,
            _ => throw new AwsFault(400, "InvalidParameterValue", $"Invalid value '{protocolText}' for IP protocol. Unknown protocol."),
        };
        if (protocol is "tcp" or "udp")
        {
            if (from is null || to is null)
            {
                throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange."
                );
            }

            foreach (int port in new[] { from.Value, to.Value })
            {
                if (port is < 0 or > 65535)
                {
                    throw new AwsFault(400, "InvalidParameterValue", $"TCP/UDP port ({port}) out of range");
                }
            }

            return from <= to
                ? (protocol, from.Value, to.Value)
                : throw new AwsFault(400, "InvalidParameterValue", $"Invalid TCP/UDP port range ({from}:{to})");
        }

        return protocol is "icmp" or "icmpv6" ? (protocol, from ?? -1, to ?? -1) : (protocol, -1, -1);
    }

    private static string Range(string text, bool isIpv6) =>
        AddressRanges.TryParseCidr(text, out IPNetwork cidr) && cidr.IsV6 == isIpv6
            ? cidr.ToString()
            : throw new AwsFault(400, "InvalidParameterValue", $"CIDR block {text} is malformed");

    /// <summary>
    /// Points a rule at a group, which must be in the same VPC or one of the Region that is peered with it (VPC peering guide,
    /// "Reference peer security groups").
    /// </summary>
    private void Refer(LabSecurityGroupRule rule, string? id, string? name, string? ownerId)
    {
        // A rule that is being removed may name a group that no longer exists.
        if (
            call.Form.Action.StartsWith("Revoke", StringComparison.Ordinal)
            && id is not null
            && group.Rules.Find(other => other.ReferencedGroupId == id) is { } present
        )
        {
            rule.ReferencedGroupId = present.ReferencedGroupId;
            return;
        }

        LabSecurityGroup? found = id is null
            ? call.State.SecurityGroups.Values.FirstOrDefault(other => other.Name == name && other.VpcId == group.VpcId)
            : call
                .Store.All<Ec2State>()
                .Where(entry => entry.Region == call.Region)
                .Select(entry => entry.State.SecurityGroups.GetValueOrDefault(id))
                .FirstOrDefault(other => other is not null);
        if (found is null || (ownerId is not null && ownerId != found.OwnerId))
        {
            throw Ec2Kind.SecurityGroup.NotFound(id ?? name ?? string.Empty);
        }

        bool reachable =
            found.VpcId == group.VpcId
            || call.State.PeeringConnections.Values.Any(peering =>
                peering.Status == "active"
                && new[] { peering.Requester.VpcId, peering.Accepter.VpcId }.ToHashSet().SetEquals([found.VpcId, group.VpcId])
            );
        if (!reachable)
        {
            throw new AwsFault(400, "InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
        }

        rule.ReferencedGroupId = found.Id;
        rule.ReferencedGroupOwnerId = found.OwnerId;
        rule.ReferencedVpcId = found.VpcId == group.VpcId ? null : found.VpcId;
    }

    /// <summary>The result of applying a SecurityGroupRuleRequest to a rule; it keeps its id.</summary>
    public LabSecurityGroupRule ReadChange(LabSecurityGroupRule rule, string prefix)
    {
        (string protocol, int from, int to) = Ports(
            call.Required(prefix + "IpProtocol"),
            call.Form.Integer(prefix + "FromPort"),
            call.Form.Integer(prefix + "ToPort")
        );
        LabSecurityGroupRule changed = new(rule.Id, rule.OwnerId)
        {
            GroupId = rule.GroupId,
            IsEgress = rule.IsEgress,
            Protocol = protocol,
            FromPort = from,
            ToPort = to,
            CidrIpv4 = call[prefix + "CidrIpv4"] is { } ipv4 ? Range(ipv4, isIpv6: false) : null,
            CidrIpv6 = call[prefix + "CidrIpv6"] is { } ipv6 ? Range(ipv6, isIpv6: true) : null,
            PrefixListId = call[prefix + "PrefixListId"] is { } list ? Ec2Kind.PrefixList.Find(call.State.PrefixLists, list).Id : null,
            Description = call[prefix + "Description"],
        };
        if (call[prefix + "ReferencedGroupId"] is { } reference)
        {
            Refer(changed, reference, null, null);
        }

        return changed.Peer.Length > 0
            ? changed
            : throw new AwsFault(
                400,
                "MissingParameter",
                "Missing source specification: include source security group or CIDR information"
            );
    }

    private List<LabSecurityGroupRule> ReadPermission(string prefix)
    {
        List<LabSecurityGroupRule> rules = [];
        foreach (string item in call.Form.Indexes(prefix + "IpRanges"))
        {
            rules.Add(New(prefix, item, rule => rule.CidrIpv4 = Range(call.Required(item + ".CidrIp"), isIpv6: false)));
        }

        foreach (string item in call.Form.Indexes(prefix + "Ipv6Ranges"))
        {
            rules.Add(New(prefix, item, rule => rule.CidrIpv6 = Range(call.Required(item + ".CidrIpv6"), isIpv6: true)));
        }

        foreach (string item in call.Form.Indexes(prefix + "PrefixListIds"))
        {
            rules.Add(
                New(
                    prefix,
                    item,
                    rule => rule.PrefixListId = Ec2Kind.PrefixList.Find(call.State.PrefixLists, call.Required(item + ".PrefixListId")).Id
                )
            );
        }

        foreach (string item in call.Form.Indexes(prefix + "Groups"))
        {
            rules.Add(New(prefix, item, rule => Refer(rule, call[item + ".GroupId"], call[item + ".GroupName"], call[item + ".UserId"])));
        }

        return rules.Count > 0
            ? rules
            : throw new AwsFault(
                400,
                "MissingParameter",
                "Missing source specification: include source security group or CIDR information"
            );
    }

    private LabSecurityGroupRule New(string prefix, string? item, Action<LabSecurityGroupRule> peer)
    {
        (string protocol, int from, int to) = Ports(
            call.Required(prefix + "IpProtocol"),
            call.Form.Integer(prefix + "FromPort"),
            call.Form.Integer(prefix + "ToPort")
        );
        LabSecurityGroupRule rule = new(call.NewId("sgr"), group.OwnerId)
        {
            GroupId = group.Id,
            IsEgress = isEgress,
            Protocol = protocol,
            FromPort = from,
            ToPort = to,
            Description = item is null ? null : call[item + ".Description"],
        };
        peer(rule);
        return rule;
    }
}
