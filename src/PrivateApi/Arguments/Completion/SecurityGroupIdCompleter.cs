using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of security groups, in the given VPC if there is one; the beginning of a name works too.</summary>
public sealed class SecurityGroupIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<SecurityGroup> groups = await session
            .Ec2.Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest())
            .SecurityGroups.ToListAsync(stop);
        return
        [
            .. groups
                .Where(group => scope.Count == 0 || scope.Contains(group.VpcId))
                .OrderBy(NameOf, StringComparer.OrdinalIgnoreCase)
                .Select(group => new Suggestion(group.GroupId, $"{NameOf(group)}, {group.Description}, in {group.VpcId}", NameOf(group))),
        ];
    }

    private static string NameOf(SecurityGroup group) => Ec2Tags.Value(group.Tags, "Name") ?? group.GroupName;
}
