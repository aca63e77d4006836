using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning;

/// <summary>The steps that create a security group for an endpoint: the group, and its one rule.</summary>
internal static class SecurityGroupSteps
{
    private const int HttpsPort = 443;

    /// <summary>The group. A name is unique in a VPC, so a group with the same name that this module did not create blocks it.</summary>
    public static PlanStep Group(
        IAmazonEC2 ec2,
        Ec2Calls calls,
        string name,
        string step,
        string groupName,
        RunMark run,
        IReadOnlyDictionary<string, string> tags,
        Func<string> vpcId,
        PlanStep? within
    ) =>
        new()
        {
            Name = step,
            Run = run,
            Description = $"Create the security group {groupName}",
            Within = within,
            Find = async stop => (await ListAsync(ec2, vpcId(), name, step, stop)).Select(item => item.Id).FirstOrDefault(),
            FindOwn = async stop => PlanCandidate.MadeBy(run, await ListAsync(ec2, vpcId(), name, step, stop))?.Id,
            Create = async stop =>
                (
                    await calls.OnNewAsync(
                        token =>
                            ec2.CreateSecurityGroupAsync(
                                new CreateSecurityGroupRequest(groupName, "HTTPS from the VPC to the execute-api endpoint")
                                {
                                    VpcId = vpcId(),
                                    TagSpecifications = Ec2Tags.AtBirth(ResourceType.SecurityGroup, name, step, run, tags),
                                },
                                token
                            ),
                        stop
                    )
                ).GroupId,
            Undo = (id, progress, stop) =>
                calls.TakeBackAsync(
                    id,
                    token => ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = id }, token),
                    progress,
                    stop
                ),
            RemovalCommand = Remove,
        };

    /// <summary>The command that removes a group.</summary>
    public static CommandLine Remove(string groupId) => CommandLine.ForCmdlet("Remove-EC2SecurityGroup").With("GroupId", groupId);

    /// <summary>TCP 443 from these ranges. Removed with its group.</summary>
    public static PlanStep HttpsRule(IAmazonEC2 ec2, Ec2Calls calls, PlanStep group, IReadOnlyList<string> ranges) =>
        HttpsRule(ec2, calls, group, "-rule", string.Join(", ", ranges), () => ranges);

    /// <summary>TCP 443 from the range that a step finds; its id is the range. Removed with its group.</summary>
    public static PlanStep HttpsRule(IAmazonEC2 ec2, Ec2Calls calls, PlanStep group, PlanStep ipv6Range) =>
        HttpsRule(ec2, calls, group, "-rule-ipv6", "the VPC's IPv6 range", () => [ipv6Range.RequiredId]);

    private static PlanStep HttpsRule(
        IAmazonEC2 ec2,
        Ec2Calls calls,
        PlanStep group,
        string suffix,
        string description,
        Func<IReadOnlyList<string>> known
    ) =>
        new()
        {
            Name = group.Name + suffix,
            Description = $"Open it on TCP {HttpsPort} from {description}",
            Within = group,
            Find = async stop => await IsOpenAsync(ec2, calls, group.RequiredId, known(), stop) ? group.Id : null,
            Create = async stop =>
            {
                IReadOnlyList<string> ranges = known();
                AuthorizeSecurityGroupIngressRequest request = new()
                {
                    GroupId = group.RequiredId,
                    IpPermissions =
                    [
                        new IpPermission
                        {
                            IpProtocol = "tcp",
                            FromPort = HttpsPort,
                            ToPort = HttpsPort,
                            Ipv4Ranges =
                            [
                                .. ranges
                                    .Where(range => !range.Contains(':', StringComparison.Ordinal))
                                    .Select(range => new IpRange { CidrIp = range, Description = "VPC" }),
                            ],
                            Ipv6Ranges =
                            [
                                .. ranges
                                    .Where(range => range.Contains(':', StringComparison.Ordinal))
                                    .Select(range => new Ipv6Range { CidrIpv6 = range, Description = "VPC" }),
                            ],
                        },
                    ],
                };
                try
                {
                    await calls.OnNewAsync(token => ec2.AuthorizeSecurityGroupIngressAsync(request, token), stop);
                }
                catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.Duplicate")
                {
                    // Rules have no client token: a repeated call says that the rule already exists, which is the wanted result.
                }

                return group.RequiredId;
            },
        };

    private static async Task<IReadOnlyList<PlanCandidate>> ListAsync(
        IAmazonEC2 ec2,
        string vpcId,
        string name,
        string step,
        CancellationToken stop
    )
    {
        DescribeSecurityGroupsRequest request = new() { Filters = [.. Ec2Tags.OfStep(name, step), Ec2Tags.Filter("vpc-id", vpcId)] };
        return
        [
            .. (await ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop)).Select(group =>
                Ec2Tags.Candidate(group.GroupId, group.Tags)
            ),
        ];
    }

    private static async Task<bool> IsOpenAsync(
        IAmazonEC2 ec2,
        Ec2Calls calls,
        string groupId,
        IReadOnlyList<string> ranges,
        CancellationToken stop
    )
    {
        DescribeSecurityGroupsResponse answer = await calls.OnNewAsync(
            token => ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [groupId] }, token),
            stop
        );
        List<string> open = (answer.SecurityGroups[0].IpPermissions ?? [])
            .Where(permission => permission.IpProtocol is "tcp" && permission.FromPort == HttpsPort && permission.ToPort == HttpsPort)
            .SelectMany(permission =>
                (permission.Ipv4Ranges ?? [])
                    .Select(range => range.CidrIp)
                    .Concat((permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6))
            )
            .ToList();
        return ranges.All(open.Contains);
    }
}
