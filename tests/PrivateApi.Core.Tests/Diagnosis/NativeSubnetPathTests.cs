using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Reachability;
using PrivateApi.Templates;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// An endpoint with IPv6 alone, in IPv6-only subnets as AWS makes it (PrivateLink guide, "IP address types"), from end to end: who reaches
/// it, who is told why not, and what a template has of it.
/// </summary>
public sealed class NativeSubnetPathTests
{
    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task A_caller_in_an_IPv6_only_subnet_reaches_an_ipv6_endpoint_in_the_verdict_and_in_the_call()
    {
        using CallScene scene = await CallScene.MakeAsync(addresses: "ipv6");
        string subnet = scene.Endpoint.SubnetId[0];
        string group = scene.Network.SecurityGroupId!;
        Assert.Equal(
            Verdict.Reachable,
            (await JudgeAsync(scene, new CallerRequest { SubnetIds = [subnet], SecurityGroupIds = [group] })).Verdict
        );

        string instance = await SsmCallTests.InstanceAsync(scene, group, subnet: subnet);
        PathVerdict verdict = await JudgeAsync(scene, new CallerRequest { InstanceId = instance });
        Assert.Equal((Verdict.Reachable, CheckStatus.Passed), (verdict.Verdict, verdict[CheckName.CallerRoute].Status));
        CallResult result = await scene.CallAsync(scene.Inside with { Via = CallVia.Ssm, InstanceId = instance });
        Assert.Equal((200, CallFailure.None), (result.StatusCode, result.Failure));
        Assert.Contains(result.ResolvedAddress, scene.Endpoint.NetworkInterface.SelectMany(item => item.Ipv6Address));
    }

    [Fact]
    public async Task A_caller_in_an_IPv6_only_subnet_does_not_reach_an_ipv4_endpoint_and_dualstack_is_advised()
    {
        using CallScene scene = await CallScene.MakeAsync(addresses: "ipv4");
        string subnet = (await scene.Lab.NewNativeSubnetsAsync(scene.Network))[0];
        string group = scene.Network.SecurityGroupId!;
        PathVerdict verdict = await JudgeAsync(scene, new CallerRequest { SubnetIds = [subnet], SecurityGroupIds = [group] });
        Assert.Equal((Verdict.Blocked, CheckStatus.Failed), (verdict.Verdict, verdict[CheckName.CallerRoute].Status));
        Assert.Equal(
            $"Set-PrivateApiEndpoint -VpcEndpointId {scene.Endpoint.VpcEndpointId} -IpAddressType dualstack",
            verdict[CheckName.CallerRoute].Remedy?.ToString()
        );
        string instance = await SsmCallTests.InstanceAsync(scene, group, subnet: subnet);
        CallResult result = await scene.CallAsync(scene.Inside with { Via = CallVia.Ssm, InstanceId = instance });
        Assert.Equal(CallFailure.ConnectFailed, result.Failure);
    }

    // Lambda guide, "Giving Lambda functions access to resources in an Amazon VPC": IPv6 for dual-stack subnets.
    [Fact]
    public async Task A_probe_is_refused_where_Lambda_cannot_be_before_anything_is_made_and_who_can_call_is_named()
    {
        using CallScene scene = await CallScene.MakeAsync(addresses: "ipv6");
        int changes = scene.Lab.Handler.Changes.Count;
        (CallRequest Request, string Target)[] cases =
        [
            (scene.Inside, scene.Endpoint.VpcEndpointId),
            (scene.Inside with { SubnetIds = [scene.Endpoint.SubnetId[0]] }, scene.Endpoint.SubnetId[0]),
        ];
        foreach ((CallRequest request, string target) in cases)
        {
            PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => scene.CallAsync(request));
            Assert.Equal(("IpAddressTypeNotSupported", target), (e.ErrorId, e.Target));
            Assert.Contains("IPv6-only", e.Message, StringComparison.Ordinal);
            Assert.Contains("-Via Ssm -InstanceId", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(changes, scene.Lab.Handler.Changes.Count);
    }

    [Fact]
    public async Task The_network_is_listed_and_a_template_has_its_IPv6_only_subnets_and_the_endpoint_in_them()
    {
        using CallScene scene = await CallScene.MakeAsync(addresses: "ipv6");
        Network network = Assert.Single(await new Networks(scene.Lab.Session).GetByNameAsync("Demo", Stop));
        Assert.Equal((2, 2), (network.SubnetId.Count, network.PublicSubnetId.Count));

        Setup setup = await new SetupReader(scene.Lab.Session).ReadAsync([scene.Api.RestApiId], [], scene.Lab.ProgressEvents, Stop);
        string text = SetupTemplate.Write(setup, scene.Lab.ProgressEvents).Write(TemplateFormat.Json);
        JsonNode[] parts = [.. JsonNode.Parse(text)!["Resources"]!.AsObject().Select(item => item.Value!)];
        JsonNode[] native =
        [
            .. parts
                .Where(item => (string?)item["Type"] == "AWS::EC2::Subnet" && item["Properties"]!["Ipv6Native"] is not null)
                .Select(item => item["Properties"]!),
        ];
        Assert.Equal(2, native.Length);
        Assert.All(
            native,
            item =>
            {
                Assert.Null(item["CidrBlock"]);
                Assert.NotNull(item["Ipv6CidrBlock"]);
                Assert.True((bool)item["AssignIpv6AddressOnCreation"]!);
            }
        );
        Assert.Equal(
            "ipv6",
            (string?)parts.Single(item => (string?)item["Type"] == "AWS::EC2::VPCEndpoint")["Properties"]!["IpAddressType"]
        );
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("setup.json"), text, Stop);
        Assert.Equal(string.Empty, await Peer.CfnLintAsync(folder.File("setup.json")));
    }

    // Amazon's own ranges alone can be in a template; a subnet that has no other is named.
    [Fact]
    public void A_template_without_the_range_of_an_IPv6_only_subnet_says_which_one_is_to_be_given()
    {
        RecordedNotices notices = new();
        Setup whole = Templates.SetupScene.Whole;
        Subnet native = new()
        {
            SubnetId = "subnet-native",
            VpcId = "vpc-1",
            AvailabilityZone = "eu-west-1a",
            Ipv6Native = true,
            Ipv6CidrBlockAssociationSet = [new SubnetIpv6CidrBlockAssociation { Ipv6CidrBlock = "2001:db8:5::/64" }],
        };
        SetupTemplate.Write(whole with { Vpcs = [whole.Vpcs[0] with { Subnets = [.. whole.Vpcs[0].Subnets, native] }] }, notices);
        Assert.Contains(
            notices.Warnings,
            text => text.Contains("subnet-native", StringComparison.Ordinal) && text.Contains("2001:db8:5::/64", StringComparison.Ordinal)
        );
    }

    private static Task<PathVerdict> JudgeAsync(CallScene scene, CallerRequest caller) =>
        PeerDiagnosis.JudgeAsync(
            scene.Lab.Session,
            new TestRequest
            {
                Apis = [(scene.Api.RestApiId, null)],
                StageName = "demo",
                Path = "/pets",
                Caller = caller,
            }
        );
}
