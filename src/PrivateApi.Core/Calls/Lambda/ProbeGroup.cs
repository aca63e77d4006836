using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Resources;

namespace PrivateApi.Calls.Lambda;

/// <summary>
/// The security group made for a probe where the user names none: nothing comes in, and only TCP 443 to the endpoint
/// goes out. The VPC's resolver needs no rule (VPC user guide, "Control traffic to your resources using security groups").
/// </summary>
internal sealed class ProbeGroup(AwsSession session, ProbePlace place, RunMark run)
{
    /// <summary>Value of the step tag by which our groups are found again.</summary>
    public const string StepName = "probe-group";

    private const int Https = 443;

    private readonly Ec2Calls _calls = new(PlanTiming.For(session));
    private readonly string _name = ProbeNames.SecurityGroup(place);

    public PlanStep Create() =>
        new()
        {
            Name = StepName,
            Run = run,
            Description = $"Create the security group {_name} in {place.VpcId}",
            Find = FindAsync,
            Create = async stop =>
                (
                    await session.Ec2.CreateSecurityGroupAsync(
                        new CreateSecurityGroupRequest(_name, "PrivateApi probe: HTTPS to the execute-api endpoint")
                        {
                            VpcId = place.VpcId,
                            TagSpecifications = Ec2Tags.AtBirth(
                                ResourceType.SecurityGroup,
                                _name,
                                StepName,
                                run,
                                new Dictionary<string, string>()
                            ),
                        },
                        stop
                    )
                ).GroupId,
            FindOwn = async stop =>
                (
                    await session
                        .Ec2.Paginators.DescribeSecurityGroups(
                            new DescribeSecurityGroupsRequest { Filters = Ec2Tags.OfStep(_name, StepName) }
                        )
                        .SecurityGroups.ToListAsync(stop)
                )
                    .Find(group => run.IsOn(Ec2Tags.Read(group.Tags)))
                    ?.GroupId,
            Undo = TakeBackAsync,
            RemovalCommand = SecurityGroupSteps.Remove,
        };

    /// <summary>Lets it reach the endpoint on 443 and nothing else; goes with the group.</summary>
    public PlanStep Restrict(PlanStep group) =>
        new()
        {
            Name = "probe-group-egress",
            Description = $"Allow it outbound TCP {Https} to {string.Join(", ", place.EgressTargets)}, and nothing else",
            Within = group,
            Find = async stop => await IsRestrictedAsync(group.RequiredId, stop) ? group.Id : null,
            Create = async stop =>
            {
                await AllowAsync(group.RequiredId, stop);
                await RevokeRestAsync(group.RequiredId, stop);
                return group.RequiredId;
            },
        };

    /// <summary>Another run may have put its function into the group by now: it is then that run's as well.</summary>
    private async Task TakeBackAsync(string id, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (
            !(await new ProbeFunctions(session).ListAllAsync(stop)).Any(function =>
                function.VpcConfig?.SecurityGroupIds?.Contains(id) == true
            )
        )
        {
            await _calls.TakeBackAsync(
                id,
                token => session.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = id }, token),
                progress,
                stop
            );
        }
    }

    private async Task<string?> FindAsync(CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new()
        {
            Filters = [Ec2Tags.Filter("vpc-id", place.VpcId), Ec2Tags.Filter("group-name", _name)],
        };
        SecurityGroup? found = (await session.Ec2.DescribeSecurityGroupsAsync(request, stop)).SecurityGroups?.FirstOrDefault();
        return found is null ? null
            : ProbeTags.AreOurs(Ec2Tags.Read(found.Tags), _name, StepName) ? found.GroupId
            : throw ProbeErrors.NotOurs("security group", _name, SecurityGroupSteps.Remove(found.GroupId));
    }

    private async Task<SecurityGroup> ReadAsync(string id, CancellationToken stop) =>
        (
            await _calls.OnNewAsync(
                token => session.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] }, token),
                stop
            )
        ).SecurityGroups[0];

    private async Task<bool> IsRestrictedAsync(string id, CancellationToken stop)
    {
        List<IpPermission> egress = (await ReadAsync(id, stop)).IpPermissionsEgress ?? [];
        HashSet<string> reached = [.. egress.Where(IsHttps).SelectMany(Targets)];
        return egress.All(IsHttps) && reached.SetEquals(Wanted().SelectMany(Targets));
    }

    private async Task AllowAsync(string id, CancellationToken stop)
    {
        try
        {
            await _calls.OnNewAsync(
                token =>
                    session.Ec2.AuthorizeSecurityGroupEgressAsync(
                        new AuthorizeSecurityGroupEgressRequest { GroupId = id, IpPermissions = Wanted() },
                        token
                    ),
                stop
            );
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.Duplicate")
        {
            // Rules have no client token: a repeated call says the rule is there, and that is what was wanted.
        }
    }

    /// <summary>A new group lets everything out.</summary>
    private async Task RevokeRestAsync(string id, CancellationToken stop)
    {
        List<IpPermission> rest = [.. ((await ReadAsync(id, stop)).IpPermissionsEgress ?? []).Where(permission => !IsHttps(permission))];
        try
        {
            if (rest.Count > 0)
            {
                await session.Ec2.RevokeSecurityGroupEgressAsync(
                    new RevokeSecurityGroupEgressRequest { GroupId = id, IpPermissions = rest },
                    stop
                );
            }
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.NotFound")
        {
            // Revoked by a call whose answer got lost.
        }
    }

    private List<IpPermission> Wanted()
    {
        IpPermission permission = new()
        {
            IpProtocol = "tcp",
            FromPort = Https,
            ToPort = Https,
        };
        if (place.IsInEndpointVpc)
        {
            permission.UserIdGroupPairs = [.. place.EgressTargets.Select(group => new UserIdGroupPair { GroupId = group })];
            return [permission];
        }

        permission.Ipv4Ranges =
        [
            .. place
                .EgressTargets.Where(address => !address.Contains(':', StringComparison.Ordinal))
                .Select(address => new IpRange { CidrIp = address + "/32" }),
        ];
        permission.Ipv6Ranges =
        [
            .. place
                .EgressTargets.Where(address => address.Contains(':', StringComparison.Ordinal))
                .Select(address => new Ipv6Range { CidrIpv6 = address + "/128" }),
        ];
        return [permission];
    }

    private static bool IsHttps(IpPermission permission) => permission is { IpProtocol: "tcp", FromPort: Https, ToPort: Https };

    private static IEnumerable<string> Targets(IpPermission permission) =>
        (permission.UserIdGroupPairs ?? [])
            .Select(pair => pair.GroupId)
            .Concat((permission.Ipv4Ranges ?? []).Select(range => range.CidrIp))
            .Concat((permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6));
}
