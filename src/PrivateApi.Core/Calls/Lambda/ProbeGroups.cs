using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Resources;

namespace PrivateApi.Calls.Lambda;

/// <summary>The security groups of a VPC that were made for probes, as far as their removal looks at them.</summary>
internal sealed class ProbeGroups(AwsSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly Ec2Calls _calls = new(PlanTiming.For(session));

    /// <summary>Deletes a group made for probes, unless another command puts a probe into it meanwhile: it is that one's then.</summary>
    public async Task DeleteAsync(
        string id,
        Func<CancellationToken, Task<bool>> isUsed,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string what = $"the probe's security group {id}";
        progress.Report(
            ProgressEvent.Verbose(
                await Polling.UntilAsync(
                    $"Deleting {what}",
                    Interval,
                    Limit,
                    async token =>
                    {
                        if (await isUsed(token))
                        {
                            return Polling.Ready($"Kept {what}: another command uses it.");
                        }

                        return
                            await _calls.DeleteOnceAsync(
                                cancel => session.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = id }, cancel),
                                token
                            )
                                is { } why
                            ? Polling.NotYet<string>(why)
                            : Polling.Ready($"Deleted {what}.");
                    },
                    progress,
                    stop
                )
            )
        );
    }

    /// <summary>The groups in a VPC that were made for probes.</summary>
    public async Task<IReadOnlyList<SecurityGroup>> ListAsync(string vpcId, CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new()
        {
            Filters = [Ec2Tags.Filter("vpc-id", vpcId), Ec2Tags.Filter("tag:" + ResourceTags.Step, ProbeGroup.StepName)],
        };
        List<SecurityGroup> found = await session.Ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop);

        // Tags can be copied with everything else; a group's name cannot be changed.
        return
        [
            .. found.Where(group =>
                group.GroupName.StartsWith(ProbeNames.Prefix, StringComparison.Ordinal)
                && ProbeTags.AreOurs(Ec2Tags.Read(group.Tags), group.GroupName, ProbeGroup.StepName)
            ),
        ];
    }

    /// <summary>The id of a VPC's default group; null if it cannot be seen.</summary>
    public async Task<string?> FindDefaultAsync(string vpcId, CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new()
        {
            Filters = [Ec2Tags.Filter("vpc-id", vpcId), Ec2Tags.Filter("group-name", "default")],
        };
        return (await session.Ec2.DescribeSecurityGroupsAsync(request, stop)).SecurityGroups?.FirstOrDefault()?.GroupId;
    }
}
