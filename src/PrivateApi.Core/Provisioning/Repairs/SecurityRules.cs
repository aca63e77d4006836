using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>The rules of a security group that let one peer in or out.</summary>
internal sealed class SecurityRules(AwsSession session)
{
    /// <summary>The ids of a group's rules for a peer.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="isEgress">True for those outward.</param>
    /// <param name="peer">A range or a group.</param>
    /// <param name="stop">Stops the call.</param>
    public async Task<string[]> OfAsync(string groupId, bool isEgress, string peer, CancellationToken stop)
    {
        string named = IsGroup(peer) ? peer : AddressRanges.AsCidr(peer);
        List<string> ids = [];
        await foreach (
            SecurityGroupRule rule in session
                .Ec2.Paginators.DescribeSecurityGroupRules(
                    new DescribeSecurityGroupRulesRequest { Filters = [new Filter("group-id", [groupId])] }
                )
                .SecurityGroupRules.WithCancellation(stop)
        )
        {
            if (rule.IsEgress == isEgress && (rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.ReferencedGroupInfo?.GroupId) == named)
            {
                ids.Add(rule.SecurityGroupRuleId);
            }
        }

        return [.. ids];
    }

    /// <summary>Lets a peer through, and says which rules do it.</summary>
    public async Task<IEnumerable<string>> GrantAsync(SecurityGroupChange change, CancellationToken stop)
    {
        List<IpPermission> permissions = [.. change.Traffic.Select(item => Permission(change.Peer, item.Protocol, item.Port))];
        List<SecurityGroupRule>? rules = change.IsEgress
            ? (
                await session.Ec2.AuthorizeSecurityGroupEgressAsync(
                    new AuthorizeSecurityGroupEgressRequest { GroupId = change.GroupId, IpPermissions = permissions },
                    stop
                )
            ).SecurityGroupRules
            : (
                await session.Ec2.AuthorizeSecurityGroupIngressAsync(
                    new AuthorizeSecurityGroupIngressRequest { GroupId = change.GroupId, IpPermissions = permissions },
                    stop
                )
            ).SecurityGroupRules;
        return (rules ?? []).Select(rule => rule.SecurityGroupRuleId);
    }

    private static bool IsGroup(string peer) => peer.StartsWith("sg-", StringComparison.Ordinal);

    private static IpPermission Permission(string peer, string protocol, int port)
    {
        IpPermission permission = new()
        {
            IpProtocol = protocol,
            FromPort = port,
            ToPort = port,
        };
        if (IsGroup(peer))
        {
            permission.UserIdGroupPairs = [new UserIdGroupPair { GroupId = peer }];
        }
        else if (peer.Contains(':', StringComparison.Ordinal))
        {
            permission.Ipv6Ranges = [new Ipv6Range { CidrIpv6 = AddressRanges.AsCidr(peer) }];
        }
        else
        {
            permission.Ipv4Ranges = [new IpRange { CidrIp = AddressRanges.AsCidr(peer) }];
        }

        return permission;
    }
}
