using Amazon.EC2.Model;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// EventBridge and Step Functions call a private API through a resource gateway of VPC Lattice (EventBridge user guide, "Connecting to
/// private APIs"). Its interfaces are no callers of their own, and a task's or a pod's are.
/// </summary>
public sealed class ResourceGatewayTests
{
    [Theory]
    [InlineData("VPC Lattice resource gateway rgw-0bba03f3d56060135", Verdict.Unknown)]
    [InlineData("arn:aws:ecs:eu-west-1:123456789012:attachment/0bba03f3-d560-6013-5000-000000000000", Verdict.Reachable)]
    [InlineData("aws-k8s-branch-eni", Verdict.Reachable)]
    public async Task Calls_through_a_resource_gateway_are_not_judged_as_calls_of_its_interface(string description, Verdict expected)
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        CreateNetworkInterfaceResponse made = await scene.Calls.Lab.Session.Ec2.CreateNetworkInterfaceAsync(
            new CreateNetworkInterfaceRequest
            {
                SubnetId = scene.Calls.Network.SubnetId[0],
                Groups = [scene.Calls.Network.SecurityGroupId!],
                Description = description,
            },
            LabScene.Stop
        );
        string id = made.NetworkInterface.NetworkInterfaceId;
        (PathVerdict verdict, _) = await scene.TestAsync(scene.Order with { Caller = new CallerRequest { NetworkInterfaceId = id } });
        Assert.Equal(expected, verdict.Verdict);
        Assert.DoesNotContain(verdict.Findings, item => item.Finding.Status == CheckStatus.Failed);
        if (expected == Verdict.Unknown)
        {
            Assert.Null(verdict.Failure);
            Assert.Contains("VPC Lattice resource gateway", verdict[CheckName.NameResolves].Message, StringComparison.Ordinal);
            Assert.Contains("EventBridge", verdict[CheckName.NameResolves].Message, StringComparison.Ordinal);
            Assert.Contains("Step Functions", verdict[CheckName.NameResolves].Message, StringComparison.Ordinal);
            Assert.Equal(CheckStatus.Passed, verdict[CheckName.ResourcePolicy].Status);
        }
    }
}
