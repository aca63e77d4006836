using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Progress;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Calls.Lambda;

/// <summary>Whether the endpoint's groups let a probe in, whose group nobody but us knows.</summary>
internal sealed class EndpointAdmission(AwsSession session)
{
    /// <summary>Says so where they do not. Other people's groups are not changed.</summary>
    public async Task WarnAsync(ProbePlace place, string probeGroup, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        IReadOnlyList<string> groups = place.Endpoint?.SecurityGroupId ?? [];
        if (groups.Count == 0)
        {
            return;
        }

        List<Subnet> subnets =
            (await session.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. place.SubnetIds] }, stop)).Subnets ?? [];
        List<SecurityGroup> found =
            (
                await session.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [.. groups] }, stop)
            ).SecurityGroups
            ?? [];

        // What a prefix list holds is not read here, and subnets without IPv4 are not judged: the benefit of the doubt.
        AccountSnapshot facts = new()
        {
            AccountId = await session.GetAccountIdAsync(stop),
            Region = session.Region,
            Partition = session.Partition,
            DnsSuffix = session.DnsSuffix,
            TakenAt = DateTimeOffset.UtcNow,
            SecurityGroups = [.. found.Select(Fact)],
        };
        bool isRefused =
            subnets.TrueForAll(subnet => !string.IsNullOrEmpty(subnet.CidrBlock))
            && subnets.Exists(subnet =>
                SecurityGroupRules.Judge(facts, groups, isEgress: false, subnet.CidrBlock, [probeGroup]).State == Disposition.Closed
            );
        if (isRefused)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The security groups of {place.Endpoint!.VpcEndpointId} ({string.Join(", ", groups)}) admit neither the "
                        + $"probe's group {probeGroup} nor its subnets on TCP {ReachRules.Https}, so calls time out. "
                        + $"Use the -SecurityGroupId of a caller that they admit, or admit {probeGroup} in one of them."
                )
            );
        }
    }

    private static SecurityGroupFact Fact(SecurityGroup group) =>
        new()
        {
            Id = group.GroupId,
            VpcId = group.VpcId,
            Name = group.GroupName,
            Rules = [.. (group.IpPermissions ?? []).SelectMany(permission => Rules(group.GroupId, permission))],
        };

    // By DescribeSecurityGroups, which shows rules without ids: those would take another permission.
    private static IEnumerable<SecurityGroupRuleFact> Rules(string groupId, IpPermission permission)
    {
        SecurityGroupRuleFact rule = new()
        {
            Id = $"of {groupId}",
            IsEgress = false,
            Protocol = permission.IpProtocol,
            FromPort = permission.FromPort ?? -1,
            ToPort = permission.ToPort ?? -1,
        };
        return
        [
            .. (permission.Ipv4Ranges ?? []).Select(range => rule with { CidrBlock = range.CidrIp }),
            .. (permission.PrefixListIds ?? []).Select(list => rule with { PrefixListId = list.Id }),
            .. (permission.UserIdGroupPairs ?? []).Select(pair => rule with { ReferencedGroupId = pair.GroupId }),
        ];
    }
}
