using Amazon.EC2.Model;
using PrivateApi.Calls;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>Calls in the lab, whose data plane lets through what AWS would.</summary>
public sealed class LabCallTests
{
    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task From_inside_the_pets_come_and_from_outside_the_name_does_not_resolve()
    {
        using CallScene scene = await CallScene.MakeAsync();
        CallResult inside = await scene.CallAsync(scene.Inside);
        Assert.Equal((200, CallFailure.None, "Lambda"), (inside.StatusCode, inside.Failure, inside.Via));
        Assert.Contains("dog", inside.Content!, StringComparison.Ordinal);
        Assert.Equal($"https://{scene.Api.RestApiId}.execute-api.eu-west-1.amazonaws.com/demo/pets", inside.Url);
        Assert.Contains(inside.ResolvedAddress, scene.Endpoint.NetworkInterface.Select(item => item.PrivateIpAddress));
        Assert.NotNull(inside.RequestId);
        Assert.Empty(scene.Lab.ProgressEvents.Warnings);

        CallResult outside = await scene.CallAsync(scene.Outside with { UrlForm = UrlForm.PrivateDns });
        Assert.Equal((null, CallFailure.NameNotResolved, "Direct"), (outside.StatusCode, outside.Failure, outside.Via));

        // The alias resolves everywhere, to addresses that only the VPC reaches.
        CallResult alias = await scene.CallAsync(scene.Outside with { UrlForm = UrlForm.Alias });
        Assert.Equal(CallFailure.ConnectTimeout, alias.Failure);
        CallResult auto = await scene.CallAsync(scene.Outside);
        Assert.Equal(CallFailure.NameNotResolved, auto.Failure);
        Assert.Contains("Alias was tried too: ConnectTimeout", auto.FailureMessage!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_private_DNS_the_alias_is_used_and_without_association_the_endpoints_name()
    {
        using CallScene associated = await CallScene.MakeAsync(privateDns: false);
        CallResult alias = await associated.CallAsync(associated.Inside);
        Assert.Equal(
            (200, $"https://{associated.Api.RestApiId}-{associated.Endpoint.VpcEndpointId}.execute-api.eu-west-1.amazonaws.com/demo/pets"),
            (alias.StatusCode, alias.Url)
        );
        CallResult own = await associated.CallAsync(associated.Inside with { UrlForm = UrlForm.PrivateDns });
        Assert.Equal(CallFailure.NameNotResolved, own.Failure);

        using CallScene alone = await CallScene.MakeAsync(privateDns: false, associate: false);
        CallResult direct = await alone.CallAsync(alone.Inside);
        Assert.Equal((200, $"https://{alone.Endpoint.DnsName[0]}/demo/pets"), (direct.StatusCode, direct.Url));
    }

    [Fact]
    public async Task A_firewall_of_the_endpoint_that_does_not_admit_the_probe_is_told_and_times_out()
    {
        using CallScene scene = await CallScene.MakeAsync();
        SecurityGroup group = (
            await scene.Lab.Ec2.DescribeSecurityGroupsAsync(
                new DescribeSecurityGroupsRequest { GroupIds = [scene.Network.SecurityGroupId] },
                Stop
            )
        ).SecurityGroups[0];
        await scene.Lab.Ec2.RevokeSecurityGroupIngressAsync(
            new RevokeSecurityGroupIngressRequest { GroupId = group.GroupId, IpPermissions = group.IpPermissions },
            Stop
        );
        CallResult result = await scene.CallAsync(scene.Inside);
        Assert.Equal((null, CallFailure.ConnectTimeout), (result.StatusCode, result.Failure));
        string warning = Assert.Single(scene.Lab.ProgressEvents.Warnings);
        Assert.Contains(scene.Network.SecurityGroupId!, warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_with_groups_of_its_own_gets_what_these_groups_let_out()
    {
        using CallScene scene = await CallScene.MakeAsync();
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
        CallRequest request = scene.Inside with { SubnetIds = [scene.Network.SubnetId[0]], SecurityGroupIds = [closed] };
        Assert.Equal(CallFailure.ConnectTimeout, (await scene.CallAsync(request)).Failure);
        Assert.Equal(200, (await scene.CallAsync(request with { SecurityGroupIds = [scene.Network.SecurityGroupId!] })).StatusCode);
        Assert.Empty(scene.Lab.ProgressEvents.Warnings);
        DescribeSecurityGroupsRequest own = new() { Filters = [new Filter("group-name", ["privateapi-probe-*"])] };
        Assert.Empty((await scene.Lab.Ec2.DescribeSecurityGroupsAsync(own, Stop)).SecurityGroups ?? []);
    }

    // The PetStore has GET / and GET /pets, and POST /pets alone.
    [Theory]
    [InlineData("GET", "/demo")]
    [InlineData("POST", "/demo/pets")]
    public async Task Without_a_path_the_call_goes_to_the_first_one_that_has_its_method(string method, string end)
    {
        using CallScene scene = await CallScene.MakeAsync();
        CallResult result = await scene.CallAsync(
            scene.Inside with
            {
                Path = null,
                Method = method,
                Body = method == "POST" ? "{\"type\":\"cat\",\"price\":1}"u8.ToArray() : null,
            }
        );
        Assert.Equal((200, $"https://{scene.Api.RestApiId}.execute-api.eu-west-1.amazonaws.com{end}"), (result.StatusCode, result.Url));
    }

    [Fact]
    public async Task Without_a_place_to_call_from_the_error_says_what_to_name()
    {
        using CallScene scene = await CallScene.MakeAsync();
        Api strange = scene.Api with { AssociatedVpcEndpointId = [], Policy = null };
        Assert.Equal("EndpointRequired", (await RefusedAsync(scene, scene.Inside with { Api = strange })).ErrorId);

        // A policy names an endpoint by aws:SourceVpce, and not by whatever else looks like one.
        string tagged =
            $$"""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/home":"{{scene.Endpoint.VpcEndpointId}}"} } }]}""";
        Assert.Equal("EndpointRequired", (await RefusedAsync(scene, scene.Inside with { Api = strange with { Policy = tagged } })).ErrorId);
        Assert.Equal(
            "EndpointNotFound",
            (await RefusedAsync(scene, scene.Inside with { VpcEndpointId = "vpce-0123456789abcdef0" })).ErrorId
        );
        Assert.Equal("SubnetNotFound", (await RefusedAsync(scene, scene.Inside with { SubnetIds = ["subnet-0123456789abcdef0"] })).ErrorId);
        Assert.Equal("StageRequired", (await RefusedAsync(scene, scene.Inside with { Api = scene.Api with { Stage = [] } })).ErrorId);
        PrivateApiException many = await RefusedAsync(
            scene,
            scene.Inside with
            {
                Api = scene.Api with { Stage = [scene.Api.Stage[0], scene.Api.Stage[0] with { StageName = "live" }] },
            }
        );
        Assert.Contains("demo, live", many.Message, StringComparison.Ordinal);
    }

    private static Task<PrivateApiException> RefusedAsync(CallScene scene, CallRequest request) =>
        Assert.ThrowsAsync<PrivateApiException>(() => scene.PrepareAsync(request));
}
