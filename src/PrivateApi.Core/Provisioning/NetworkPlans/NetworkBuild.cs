using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>What the steps of a network share: the clients, what is asked for, the mark of this run, and the VPC they belong to.</summary>
internal sealed record NetworkBuild(IAmazonEC2 Ec2, Ec2Calls Calls, NetworkSpec Spec, RunMark Run, PlanStep Vpc, PlanTiming Timing)
{
    public List<TagSpecification> Tags(ResourceType type, string step) => Ec2Tags.AtBirth(type, Spec.Name, step, Run, Spec.Tag);

    public CommandLine RemoveNetwork(string id) => CommandLine.ForCmdlet("Remove-PrivateApiNetwork").With("VpcId", Vpc.Id ?? id);

    /// <summary>A link carries no tag. One between two things that this run made goes when they go, and is this run's.</summary>
    public static async Task<string?> OfOwnAsync(
        PlanStep one,
        PlanStep other,
        Func<CancellationToken, Task<string?>> find,
        CancellationToken stop
    ) => one.State == PlanStepState.Created && other.State == PlanStepState.Created ? await find(stop) : null;
}
