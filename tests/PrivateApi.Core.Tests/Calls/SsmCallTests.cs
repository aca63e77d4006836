using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Calls;
using PrivateApi.Errors;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>Calls from an instance in the lab, by Run Command.</summary>
public sealed class SsmCallTests
{
    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task An_instance_brings_the_pets_and_nothing_is_made_for_it()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string instance = await InstanceAsync(scene, scene.Network.SecurityGroupId!);
        string before = await scene.Lab.InventoryAsync();
        CallResult result = await scene.CallAsync(From(scene, instance));
        Assert.Equal((200, CallFailure.None, "Ssm"), (result.StatusCode, result.Failure, result.Via));
        Assert.Contains("dog", result.Content!, StringComparison.Ordinal);
        Assert.Equal($"https://{scene.Api.RestApiId}.execute-api.eu-west-1.amazonaws.com/demo/pets", result.Url);
        Assert.Contains(result.ResolvedAddress, scene.Endpoint.NetworkInterface.Select(item => item.PrivateIpAddress));
        Assert.NotNull(result.RequestId);
        Assert.Equal(["Connect", "Request", "Resolve", "Tls"], result.Timing.Keys.Order());
        Assert.Equal(before, await scene.Lab.InventoryAsync());
    }

    [Fact]
    public async Task Every_form_of_address_and_a_body_work_from_an_instance_as_from_a_function()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string instance = await InstanceAsync(scene, scene.Network.SecurityGroupId!);
        foreach (UrlForm form in new[] { UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns })
        {
            Assert.Equal(200, (await scene.CallAsync(From(scene, instance) with { UrlForm = form })).StatusCode);
        }

        CallResult posted = await scene.CallAsync(
            From(scene, instance) with
            {
                Method = "POST",
                Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
                Body = "{\"type\":\"cat\",\"price\":1.5}"u8.ToArray(),
            }
        );
        Assert.Contains("cat", posted.Content!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_instances_firewall_holds_back_times_out()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string closed = await ClosedGroupAsync(scene);
        string instance = await InstanceAsync(scene, closed);
        CallResult result = await scene.CallAsync(From(scene, instance));
        Assert.Equal((null, CallFailure.ConnectTimeout), (result.StatusCode, result.Failure));
        Assert.Equal(10, result.Elapsed);

        // The same caller, by a function in its place.
        CallResult lambda = await scene.CallAsync(scene.Inside with { InstanceId = instance });
        Assert.Equal(CallFailure.ConnectTimeout, lambda.Failure);
        Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
    }

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("Authorization")]
    [InlineData("COOKIE")]
    [InlineData("X-Amz-Security-Token")]
    [InlineData("X-Auth-Token")]
    public async Task No_secret_goes_into_a_command_which_is_kept(string header)
    {
        using CallScene scene = await CallScene.MakeAsync();
        CallRequest order = From(scene, "i-0123456789abcdef0") with
        {
            Headers = new Dictionary<string, string> { [header] = "top-secret" },
        };
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => scene.PrepareAsync(order));
        Assert.Equal("SecretInCommand", refused.ErrorId);
        Assert.DoesNotContain("top-secret", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            "SecretInCommand",
            (
                await Assert.ThrowsAsync<PrivateApiException>(() =>
                    scene.PrepareAsync(From(scene, "i-0123456789abcdef0") with { SignRequest = true })
                )
            ).ErrorId
        );
        foreach (string path in new[] { "/pets?X-Amz-Signature=top-secret", "/pets?type=dog&api_key=top-secret", "/api-key/top-secret" })
        {
            PrivateApiException inPath = await Assert.ThrowsAsync<PrivateApiException>(() =>
                scene.PrepareAsync(From(scene, "i-0123456789abcdef0") with { Path = path })
            );
            Assert.Equal("SecretInCommand", inPath.ErrorId);
            Assert.DoesNotContain("top-secret", inPath.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nor_does_a_token_in_a_header_whose_name_does_not_tell()
    {
        using CallScene scene = await CallScene.MakeAsync();
        CallRequest order = From(scene, "i-0123456789abcdef0") with
        {
            Headers = new Dictionary<string, string> { ["X-Pet"] = "top-secret" },
            HasToken = true,
        };
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => scene.PrepareAsync(order));
        Assert.Equal("SecretInCommand", refused.ErrorId);
        Assert.DoesNotContain("top-secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_cannot_run_the_call_is_told_before_a_command_is_sent()
    {
        using CallScene scene = await CallScene.MakeAsync();
        Assert.Equal("InstanceRequired", (await RefusedAsync(scene, scene.Inside with { Via = CallVia.Ssm })).ErrorId);
        Assert.Equal("InstanceNotManaged", (await RefusedAsync(scene, From(scene, "i-0123456789abcdef0"))).ErrorId);
        string plain = await InstanceAsync(scene, scene.Network.SecurityGroupId!, withProfile: false);
        Assert.Contains("AmazonSSMManagedInstanceCore", (await RefusedAsync(scene, From(scene, plain))).Message, StringComparison.Ordinal);

        string gone = await InstanceAsync(scene, scene.Network.SecurityGroupId!);
        await scene.Lab.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [gone] }, Stop);
        PrivateApiException offline = await RefusedAsync(scene, From(scene, gone));
        Assert.Equal("InstanceOffline", offline.ErrorId);
        Assert.Contains("ConnectionLost", offline.Message, StringComparison.Ordinal);
        Assert.Equal("InstanceNotFound", (await RefusedAsync(scene, scene.Inside with { InstanceId = "i-0123456789abcdef0" })).ErrorId);
    }

    [Fact]
    public async Task A_body_or_a_header_that_no_command_can_hold_is_refused()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string instance = await InstanceAsync(scene, scene.Network.SecurityGroupId!);
        Assert.Equal("BodyTooLarge", (await RefusedAsync(scene, From(scene, instance) with { Body = new byte[40_000] })).ErrorId);
        Assert.Equal(
            "ProbeRefused",
            (
                await RefusedAsync(scene, From(scene, instance) with { Headers = new Dictionary<string, string> { ["a"] = "b\r\nc: d" } })
            ).ErrorId
        );

        // curl would read a file of the instance and send its lines.
        Assert.Equal(
            "ProbeRefused",
            (
                await RefusedAsync(
                    scene,
                    From(scene, instance) with
                    {
                        Headers = new Dictionary<string, string> { ["@/etc/passwd"] = string.Empty },
                    }
                )
            ).ErrorId
        );
    }

    private static CallRequest From(CallScene scene, string instance) => scene.Inside with { Via = CallVia.Ssm, InstanceId = instance };

    private static async Task<PrivateApiException> RefusedAsync(CallScene scene, CallRequest order) =>
        await Assert.ThrowsAsync<PrivateApiException>(() => scene.CallAsync(order));

    internal static async Task<string> InstanceAsync(CallScene scene, string group, bool withProfile = true, string? subnet = null)
    {
        SortedDictionary<string, LabInstanceProfile> profiles = scene.Lab.Lab.Store.Get<IamState>("123456789012", "*").InstanceProfiles;
        profiles.TryAdd(
            "caller",
            new LabInstanceProfile
            {
                Name = "caller",
                Path = "/",
                Id = "AIPA",
                Arn = "arn:aws:iam::123456789012:instance-profile/caller",
                Created = DateTimeOffset.UtcNow,
            }
        );
        RunInstancesRequest request = new()
        {
            ImageId = "ami-0123456789abcdef0",
            InstanceType = Amazon.EC2.InstanceType.T3Micro,
            MinCount = 1,
            MaxCount = 1,
            SubnetId = subnet ?? scene.Network.SubnetId[0],
            SecurityGroupIds = [group],
            IamInstanceProfile = withProfile ? new IamInstanceProfileSpecification { Name = "caller" } : null,
        };
        string id = (await scene.Lab.Ec2.RunInstancesAsync(request, Stop)).Reservation.Instances[0].InstanceId;
        DescribeInstancesRequest look = new() { InstanceIds = [id], Filters = [new Filter("instance-state-name", ["running"])] };
        await Polling.UntilAsync(
            "running",
            TimeSpan.FromMilliseconds(50),
            TimeSpan.FromSeconds(30),
            async token => (await scene.Lab.Ec2.DescribeInstancesAsync(look, token)).Reservations?.Count > 0,
            null,
            Stop
        );
        return id;
    }

    private static async Task<string> ClosedGroupAsync(CallScene scene)
    {
        string closed = (
            await scene.Lab.Ec2.CreateSecurityGroupAsync(
                new CreateSecurityGroupRequest("closed", "closed") { VpcId = scene.Network.VpcId },
                Stop
            )
        ).GroupId;
        List<IpPermission> all = (
            await scene.Lab.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [closed] }, Stop)
        )
            .SecurityGroups[0]
            .IpPermissionsEgress;
        await scene.Lab.Ec2.RevokeSecurityGroupEgressAsync(
            new RevokeSecurityGroupEgressRequest { GroupId = closed, IpPermissions = all },
            Stop
        );
        return closed;
    }
}
