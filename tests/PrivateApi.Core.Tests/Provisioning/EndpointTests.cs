using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Tests.Provisioning;

public sealed class EndpointTests : IDisposable
{
    private readonly LabScene _scene = new();

    private static CancellationToken Stop => LabScene.Stop;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_new_endpoint_is_available_with_an_interface_in_every_private_subnet()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(
            Spec(network) with
            {
                Tags = new Dictionary<string, string> { ["Team"] = "payments" },
            }
        );
        Assert.Equal("available", endpoint.State);
        Assert.Equal(network.SubnetId.Order(), endpoint.SubnetId.Order());
        Assert.Equal(network.SubnetId.Order(), endpoint.NetworkInterface.Select(item => item.SubnetId).Order());
        Assert.True(endpoint.PrivateDnsEnabled);
        Assert.Equal("payments", endpoint.Tag["Team"]);
        Assert.Equal(3, endpoint.DnsName.Count);
        Assert.All(endpoint.DnsName, name => Assert.Contains(".vpce.", name, StringComparison.Ordinal));
        Assert.StartsWith(endpoint.DnsName[0].Split('.')[0], endpoint.DnsName[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_security_group_one_is_made_that_admits_HTTPS_from_the_VPC_and_goes_with_the_endpoint()
    {
        Network network = await _scene.NewNetworkAsync();
        string before = await _scene.InventoryAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        SecurityGroup group = (
            await _scene.Ec2.DescribeSecurityGroupsAsync(
                new DescribeSecurityGroupsRequest { GroupIds = [.. endpoint.SecurityGroupId] },
                Stop
            )
        ).SecurityGroups.Single();
        IpPermission permission = Assert.Single(group.IpPermissions);
        Assert.Equal(
            ("tcp", 443, "10.0.0.0/16"),
            (permission.IpProtocol, permission.FromPort, Assert.Single(permission.Ipv4Ranges).CidrIp)
        );
        Assert.NotEqual(network.SecurityGroupId, group.GroupId);

        await _scene.RemoveEndpointAsync(endpoint.VpcEndpointId);
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    [Fact]
    public async Task Groups_that_were_given_stay_when_the_endpoint_goes()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network) with { SecurityGroupIds = [network.SecurityGroupId!] });
        await _scene.RemoveEndpointAsync(endpoint.VpcEndpointId);
        Assert.NotNull((await new Networks(_scene.Session).GetAsync(network.VpcId, Stop)).SecurityGroupId);
    }

    [Fact]
    public async Task A_group_made_with_the_endpoint_stays_while_another_endpoint_uses_it()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        string group = Assert.Single(endpoint.SecurityGroupId);
        CreateVpcEndpointRequest theirs = new()
        {
            VpcId = network.VpcId,
            VpcEndpointType = VpcEndpointType.Interface,
            ServiceName = "com.amazonaws.eu-west-1.execute-api",
            SubnetIds = [network.SubnetId[0]],
            SecurityGroupIds = [group],
            PrivateDnsEnabled = false,
        };
        string other = (await _scene.Ec2.CreateVpcEndpointAsync(theirs, Stop)).VpcEndpoint.VpcEndpointId;
        DescribeNetworkInterfacesRequest ofGroup = new() { Filters = [new Filter("group-id", [group])] };

        // EC2 would say DependencyViolation, which a removal waits out for a quarter of an hour.
        _scene.Handler.Fault = (action, _) => action == "DeleteSecurityGroup" ? CallFault.Refused : CallFault.None;
        await _scene.RemoveEndpointAsync(endpoint.VpcEndpointId);

        VpcEndpoint left = Assert.Single(
            (await _scene.Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [other] }, Stop)).VpcEndpoints
        );
        Assert.Equal(group, Assert.Single(left.Groups).GroupId);
        NetworkInterface user = Assert.Single((await _scene.Ec2.DescribeNetworkInterfacesAsync(ofGroup, Stop)).NetworkInterfaces);
        Assert.DoesNotContain("DeleteSecurityGroup", _scene.Handler.Changes);
        string warning = Assert.Single(_scene.ProgressEvents.Warnings);
        Assert.Contains(group, warning, StringComparison.Ordinal);
        Assert.Contains(user.NetworkInterfaceId, warning, StringComparison.Ordinal);
        Assert.Contains($"Remove-EC2SecurityGroup -GroupId {group}", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_returns_what_exists_also_after_a_stop_while_waiting()
    {
        using LabScene scene = new(new LabOptions { Clock = new WaitedClock() });
        Network network = await scene.NewNetworkAsync();
        Endpoint pending = await scene.NewEndpointAsync(Spec(network) with { Wait = false });
        Assert.Equal("pending", pending.State);
        Endpoint available = await scene.NewEndpointAsync(Spec(network));
        Assert.Equal(("available", pending.VpcEndpointId), (available.State, available.VpcEndpointId));
        Assert.Single(scene.Handler.Changes, action => action == "CreateVpcEndpoint");
        Assert.Contains(
            scene.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Progress && notice.Text.Contains("pending", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Other_parameters_for_the_same_name_are_refused_and_the_difference_named()
    {
        Network network = await _scene.NewNetworkAsync();
        Network other = await _scene.NewNetworkAsync("Other", "10.1.0.0/16");
        await _scene.NewEndpointAsync(Spec(network));
        (EndpointSpec Spec, string Difference)[] cases =
        [
            (Spec(network) with { PrivateDnsEnabled = false }, "PrivateDnsEnabled: true, not false"),
            (Spec(network) with { SubnetIds = [network.SubnetId[0]] }, "SubnetId"),
            (Spec(network) with { SecurityGroupIds = [network.SecurityGroupId!] }, "SecurityGroupId"),
            (Spec(network) with { IpAddressType = "dualstack" }, "IpAddressType: ipv4, not dualstack"),
            (Spec(network) with { Policy = """{"Version":"2012-10-17","Statement":[]}""" }, "Policy"),
            (Spec(other) with { Name = network.Name }, $"VpcId: {network.VpcId}, not {other.VpcId}"),
        ];
        foreach ((EndpointSpec spec, string difference) in cases)
        {
            PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewEndpointAsync(spec));
            Assert.Equal("ParameterMismatch", e.ErrorId);
            Assert.Contains(difference, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_AWS_would_refuse_is_refused_before_anything_is_made()
    {
        Network network = await _scene.NewNetworkAsync();
        Network other = await _scene.NewNetworkAsync("Other", "10.1.0.0/16");
        string plain = (await _scene.Ec2.CreateVpcAsync(new CreateVpcRequest("10.9.0.0/16"), Stop)).Vpc.VpcId;
        (EndpointSpec Spec, string ErrorId, string Says)[] cases =
        [
            (new EndpointSpec { Name = "a", VpcId = "vpc-0123456789abcdef0" }, "VpcNotFound", "New-PrivateApiNetwork"),
            (
                new EndpointSpec { Name = "a", VpcId = plain },
                "VpcDnsDisabled",
                $"Edit-EC2VpcAttribute -VpcId {plain} -EnableDnsHostnames $true"
            ),
            (
                new EndpointSpec
                {
                    Name = "a",
                    VpcId = plain,
                    PrivateDnsEnabled = false,
                },
                "NoPrivateSubnet",
                "-SubnetId"
            ),
            (Spec(network) with { SubnetIds = ["subnet-0123456789abcdef0"] }, "SubnetNotFound", "subnet-0123456789abcdef0"),
            (Spec(network) with { SubnetIds = [other.SubnetId[0]] }, "SubnetOutsideVpc", other.VpcId),
            (
                Spec(network) with
                {
                    SubnetIds = [network.SubnetId[0], network.PublicSubnetId[0]],
                },
                "DuplicateZone",
                network.PublicSubnetId[0]
            ),
            (Spec(network) with { SecurityGroupIds = ["sg-0123456789abcdef0"] }, "SecurityGroupNotFound", "sg-0123456789abcdef0"),
            (Spec(network) with { SecurityGroupIds = [other.SecurityGroupId!] }, "SecurityGroupOutsideVpc", other.VpcId),
            (Spec(network) with { IpAddressType = "dualstack" }, "IpAddressTypeNotSupported", "IPv6"),
            (Spec(network) with { Policy = "not JSON" }, "InvalidPolicy", "JSON"),
            (Spec(network) with { Policy = $$"""{"Id":"{{new string('x', 21000)}}"}""" }, "InvalidPolicy", "20480"),
            (Spec(network) with { Name = "a?" }, "InvalidName", "a?"),
        ];
        int changes = _scene.Handler.Changes.Count;
        foreach ((EndpointSpec spec, string errorId, string says) in cases)
        {
            PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewEndpointAsync(spec));
            Assert.Equal(errorId, e.ErrorId);
            Assert.Contains(says, e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(changes, _scene.Handler.Changes.Count);
    }

    [Fact]
    public async Task A_second_endpoint_with_private_DNS_is_refused_with_the_id_of_the_first()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint first = await _scene.NewEndpointAsync(Spec(network));
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            _scene.NewEndpointAsync(Spec(network) with { Name = "Second" })
        );
        Assert.Equal(("PrivateDnsConflict", first.VpcEndpointId), (e.ErrorId, e.Target));
        Endpoint second = await _scene.NewEndpointAsync(Spec(network) with { Name = "Second", PrivateDnsEnabled = false });
        Assert.False(second.PrivateDnsEnabled);
    }

    [Fact]
    public async Task A_failure_takes_the_group_back_and_a_lost_answer_makes_no_second_endpoint()
    {
        Network network = await _scene.NewNetworkAsync();
        string before = await _scene.InventoryAsync();
        _scene.Handler.Fault = (action, _) => action == "CreateVpcEndpoint" ? CallFault.Refused : CallFault.None;
        await Assert.ThrowsAnyAsync<AmazonEC2Exception>(() => _scene.NewEndpointAsync(Spec(network)));
        Assert.Equal(before, await _scene.InventoryAsync());

        int calls = 0;
        _scene.Handler.Fault = (action, _) => action == "CreateVpcEndpoint" && calls++ == 0 ? CallFault.AnswerLost : CallFault.None;
        await _scene.NewEndpointAsync(Spec(network));
        Assert.Single(await Endpoints.AllAsync(_scene.Ec2, network.VpcId, Stop));
    }

    [Fact]
    public async Task A_wait_that_ends_too_early_takes_nothing_back()
    {
        using LabScene scene = new(new LabOptions { PendingTime = TimeSpan.FromSeconds(30) });
        Network network = await scene.NewNetworkAsync();
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            scene.NewEndpointAsync(Spec(network) with { TimeOut = TimeSpan.FromMilliseconds(300) })
        );
        Assert.Equal("TimedOut", e.ErrorId);
        Assert.Single(await Endpoints.AllAsync(scene.Ec2, network.VpcId, Stop));
    }

    [Fact]
    public async Task A_stop_while_waiting_takes_nothing_back_and_ends_at_once()
    {
        using LabScene scene = new(new LabOptions { PendingTime = TimeSpan.FromSeconds(30) });
        Network network = await scene.NewNetworkAsync();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task making = scene.NewEndpointAsync(Spec(network), stop.Token);
        while (!making.IsCompleted && (await Endpoints.AllAsync(scene.Ec2, network.VpcId, Stop)).Count == 0)
        {
            await Task.Delay(10, Stop);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.Single(await Endpoints.AllAsync(scene.Ec2, network.VpcId, Stop));
    }

    [Fact]
    public async Task Endpoints_that_others_made_are_listed_without_a_name()
    {
        Network network = await _scene.NewNetworkAsync();
        string id = (
            await _scene.Ec2.CreateVpcEndpointAsync(
                new CreateVpcEndpointRequest
                {
                    VpcId = network.VpcId,
                    VpcEndpointType = VpcEndpointType.Interface,
                    ServiceName = "com.amazonaws.eu-west-1.execute-api",
                    SubnetIds = [network.SubnetId[0]],
                    PrivateDnsEnabled = false,
                },
                Stop
            )
        ).VpcEndpoint.VpcEndpointId;
        Endpoints endpoints = new(_scene.Session, new NoProbes());
        Endpoint listed = Assert.Single(await endpoints.ListAsync(network.VpcId, _ => true, Stop));
        Assert.Equal((null, id), (listed.Name, listed.VpcEndpointId));
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => endpoints.GetAsync("vpce-0123456789abcdef0", Stop));
        Assert.Equal("EndpointNotFound", e.ErrorId);
    }

    private static EndpointSpec Spec(Network network) => new() { Name = network.Name, VpcId = network.VpcId };
}
