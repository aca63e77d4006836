using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Tests.Provisioning;

public sealed class NetworkTests : IDisposable
{
    private readonly LabScene _scene = new();

    private static CancellationToken Stop => LabScene.Stop;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_new_network_is_what_the_manual_promises()
    {
        Network network = await _scene.NewNetworkAsync(tags: ("Team", "payments"));
        Assert.Equal(2, network.SubnetId.Count);
        Assert.Equal(2, network.PublicSubnetId.Count);
        Assert.Equal(2, network.AvailabilityZone.Count);
        foreach (VpcAttributeName attribute in new[] { VpcAttributeName.EnableDnsSupport, VpcAttributeName.EnableDnsHostnames })
        {
            DescribeVpcAttributeResponse answer = await _scene.Ec2.DescribeVpcAttributeAsync(
                new DescribeVpcAttributeRequest { VpcId = network.VpcId, Attribute = attribute },
                Stop
            );
            Assert.True(attribute == VpcAttributeName.EnableDnsSupport ? answer.EnableDnsSupport : answer.EnableDnsHostnames);
        }

        List<RouteTable> tables = (
            await _scene.Ec2.DescribeRouteTablesAsync(
                new DescribeRouteTablesRequest { Filters = [new Filter("vpc-id", [network.VpcId])] },
                Stop
            )
        ).RouteTables;
        Assert.All(
            network.SubnetId,
            id =>
                Assert.DoesNotContain(
                    TableOf(tables, id).Routes,
                    route => route.GatewayId?.StartsWith("igw-", StringComparison.Ordinal) == true
                )
        );
        Assert.All(
            network.PublicSubnetId,
            id =>
                Assert.Contains(
                    TableOf(tables, id).Routes,
                    route =>
                        route.GatewayId?.StartsWith("igw-", StringComparison.Ordinal) == true && route.DestinationCidrBlock == "0.0.0.0/0"
                )
        );

        SecurityGroup group = (
            await _scene.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [network.SecurityGroupId] }, Stop)
        ).SecurityGroups[0];
        Assert.Equal("EndpointSG", group.GroupName);
        IpPermission permission = Assert.Single(group.IpPermissions);
        Assert.Equal(
            ("tcp", 443, 443, "10.0.0.0/16"),
            (permission.IpProtocol, permission.FromPort, permission.ToPort, Assert.Single(permission.Ipv4Ranges).CidrIp)
        );
        List<Subnet> subnets = (
            await _scene.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. network.SubnetId] }, Stop)
        ).Subnets;
        Assert.Equal(2, subnets.Select(subnet => subnet.AvailabilityZone).Distinct().Count());
        Assert.All(subnets, subnet => Assert.Contains(subnet.Tags, tag => tag is { Key: "Team", Value: "payments" }));
    }

    [Fact]
    public async Task The_same_command_again_returns_what_exists_and_changes_nothing()
    {
        Network first = await _scene.NewNetworkAsync();
        int changes = _scene.Handler.Changes.Count;
        Network second = await _scene.NewNetworkAsync();
        Assert.Equal(first.VpcId, second.VpcId);
        Assert.Equal(changes, _scene.Handler.Changes.Count);
    }

    [Fact]
    public async Task What_somebody_took_out_of_a_network_is_put_back()
    {
        Network network = await _scene.NewNetworkAsync();
        await _scene.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = network.SecurityGroupId }, Stop);
        await _scene.Ec2.DeleteSubnetAsync(new DeleteSubnetRequest(network.PublicSubnetId[1]), Stop);
        await _scene.Ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = network.VpcId, EnableDnsHostnames = false }, Stop);
        Assert.Null((await new Networks(_scene.Session).GetAsync(network.VpcId, Stop)).SecurityGroupId);

        Network whole = await _scene.NewNetworkAsync();
        Assert.Equal(network.VpcId, whole.VpcId);
        Assert.Equal(network.PublicSubnetId[0], whole.PublicSubnetId[0]);
        Assert.NotEqual(network.PublicSubnetId[1], whole.PublicSubnetId[1]);
        Assert.NotNull(whole.SecurityGroupId);
        Assert.True(
            (
                await _scene.Ec2.DescribeVpcAttributeAsync(
                    new DescribeVpcAttributeRequest { VpcId = network.VpcId, Attribute = VpcAttributeName.EnableDnsHostnames },
                    Stop
                )
            ).EnableDnsHostnames
        );
    }

    [Fact]
    public async Task Other_parameters_for_the_same_name_are_refused_and_the_difference_named()
    {
        Network network = await _scene.NewNetworkAsync(tags: ("Team", "payments"));
        int changes = _scene.Handler.Changes.Count;
        PrivateApiException range = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewNetworkAsync(cidrBlock: "10.1.0.0/16"));
        Assert.Equal("ParameterMismatch", range.ErrorId);
        Assert.Contains("CIDR block: 10.0.0.0/16, not 10.1.0.0/16", range.Message, StringComparison.Ordinal);
        Assert.Contains(network.VpcId, range.Message, StringComparison.Ordinal);
        PrivateApiException tag = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewNetworkAsync(tags: ("Team", "search")));
        Assert.Contains("tag 'Team': payments, not search", tag.Message, StringComparison.Ordinal);
        Assert.Equal(changes, _scene.Handler.Changes.Count);
    }

    [Theory]
    [InlineData("a*", "InvalidName")]
    [InlineData(" a", "InvalidName")]
    [InlineData("", "InvalidName")]
    public async Task A_name_that_cannot_be_an_identity_is_refused_before_any_call(string name, string errorId)
    {
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewNetworkAsync(name));
        Assert.Equal(errorId, e.ErrorId);
        Assert.Empty(_scene.Handler.Changes);
    }

    [Fact]
    public async Task Tags_that_carry_identity_cannot_be_set_by_hand()
    {
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            _scene.NewNetworkAsync(tags: ("privateapi:name", "other"))
        );
        Assert.Equal("ReservedTag", e.ErrorId);
    }

    [Fact]
    public async Task An_overlap_is_only_mentioned_since_AWS_allows_it()
    {
        await _scene.NewNetworkAsync("One");
        await _scene.NewNetworkAsync("Two");
        Assert.Contains(
            _scene.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Verbose && notice.Text.Contains("overlaps", StringComparison.Ordinal)
        );
        Assert.Equal(["One", "Two"], (await new Networks(_scene.Session).ListAsync(_ => true, Stop)).Select(network => network.Name));
    }

    [Fact]
    public async Task A_failure_at_any_step_takes_everything_back()
    {
        string before = await _scene.InventoryAsync();
        int steps = await CountAsync();
        for (int i = 0; i < steps; i++)
        {
            using LabScene scene = new();
            int at = i;
            scene.Handler.Fault = (_, number) => number == at ? CallFault.Refused : CallFault.None;
            AmazonServiceException e = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => scene.NewNetworkAsync());
            Assert.Equal("TestLimitExceeded", e.ErrorCode);
            Assert.Equal((i, before), (i, await scene.InventoryAsync()));
        }
    }

    [Theory]
    [InlineData(nameof(CallFault.AnswerLost))]
    [InlineData(nameof(CallFault.AnswerIsError))]
    public async Task An_answer_lost_at_any_step_makes_nothing_twice(string fault)
    {
        int steps = await CountAsync();
        string whole = await _scene.InventoryAsync();
        for (int i = 0; i < steps; i++)
        {
            using LabScene scene = new();
            int at = i;
            scene.Handler.Fault = (_, number) => number == at ? Enum.Parse<CallFault>(fault) : CallFault.None;
            await scene.NewNetworkAsync();
            Assert.Equal((i, whole), (i, await scene.InventoryAsync()));
        }
    }

    [Fact]
    public async Task A_call_that_never_arrived_is_made_again()
    {
        int failures = 0;
        _scene.Handler.Fault = (action, _) => action is "CreateVpc" && failures++ == 0 ? CallFault.NeverArrived : CallFault.None;
        Network network = await _scene.NewNetworkAsync();
        Assert.Equal(2, _scene.Handler.Changes.Count(action => action == "CreateVpc"));
        Assert.Equal(2, network.SubnetId.Count);
    }

    [Fact]
    public async Task A_stop_at_any_step_takes_nothing_back_and_the_same_command_finishes()
    {
        int steps = await CountAsync();
        string whole = await _scene.InventoryAsync();
        for (int i = 0; i < steps; i++)
        {
            using LabScene scene = new();
            int at = i;
            scene.Handler.Fault = (_, number) => number == at ? CallFault.StoppedAfter : CallFault.None;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.NewNetworkAsync(stop: scene.Handler.Stop));
            Assert.Equal(i + 1, scene.Handler.Changes.Count);
            scene.Handler.Fault = (_, _) => CallFault.None;
            await scene.NewNetworkAsync();
            Assert.Equal((i, whole), (i, await scene.InventoryAsync()));
        }
    }

    [Fact]
    public async Task Credentials_that_run_out_take_nothing_back()
    {
        _scene.Handler.Fault = (_, number) => number >= 6 ? CallFault.Expired : CallFault.None;
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => _scene.NewNetworkAsync());
        Assert.DoesNotContain(_scene.Handler.Changes, action => action.StartsWith("Delete", StringComparison.Ordinal));
        Assert.Single(_scene.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_named_with_the_command_that_removes_it_and_that_command_works()
    {
        string before = await _scene.InventoryAsync();
        _scene.Handler.Fault = (action, _) => action is "CreateSecurityGroup" or "DeleteVpc" ? CallFault.Refused : CallFault.None;
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewNetworkAsync());
        Assert.Equal("TestLimitExceeded", e.ErrorId);
        string command = Assert.Single(e.RemovalCommand);
        Assert.StartsWith("Remove-PrivateApiNetwork -VpcId vpc-", command, StringComparison.Ordinal);
        Assert.Contains(command, e.Message, StringComparison.Ordinal);

        _scene.Handler.Fault = (_, _) => CallFault.None;
        await _scene.RemoveNetworkAsync(command.Split(' ')[^1]);
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    [Fact]
    public async Task A_failure_of_AWS_itself_says_to_run_the_command_again()
    {
        _scene.Handler.Fault = (action, _) =>
            action is "CreateSecurityGroup" ? CallFault.NeverArrived
            : action is "DeleteVpc" ? CallFault.Refused
            : CallFault.None;
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.NewNetworkAsync());
        Assert.Equal("InternalError", e.ErrorId);
        Assert.Contains("Run the same command again", e.Message, StringComparison.Ordinal);

        // It is true.
        _scene.Handler.Fault = (_, _) => CallFault.None;
        await _scene.NewNetworkAsync();
        Assert.Single(
            (
                await _scene.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new Filter("tag:Name", ["Demo"])] }, LabScene.Stop)
            ).Vpcs
        );
    }

    [Fact]
    public async Task A_survey_changes_nothing()
    {
        string before = await _scene.InventoryAsync();
        Plan plan = await new Networks(_scene.Session).PlanAsync(
            new NetworkSpec("Demo", "10.0.0.0/16", new Dictionary<string, string>()),
            _scene.ProgressEvents,
            Stop
        );
        Assert.Contains("Create the VPC 10.0.0.0/16", plan.Describe(), StringComparison.Ordinal);
        Assert.Empty(_scene.Handler.Changes);
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    private static RouteTable TableOf(List<RouteTable> tables, string subnetId) =>
        tables.Single(table => table.Associations?.Exists(association => association.SubnetId == subnetId) == true);

    /// <summary>Makes a network in this test's own lab; the number of calls that it takes.</summary>
    private async Task<int> CountAsync()
    {
        await _scene.NewNetworkAsync();
        return _scene.Handler.Changes.Count;
    }
}
