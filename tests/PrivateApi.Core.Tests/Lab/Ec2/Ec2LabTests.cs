using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Lab.Ec2;

/// <summary>The lab's EC2 as the AWS SDK for .NET sees it.</summary>
public sealed class Ec2LabTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endpoint_changes_state_by_the_labs_clock_and_holds_its_subnet_until_it_is_gone()
    {
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Clock = clock,
                PendingTime = TimeSpan.FromMinutes(1),
                DeletingTime = TimeSpan.FromMinutes(5),
            }
        );
        using AmazonEC2Client ec2 = Client(lab, "eu-west-1");
        Scene scene = await Scene.CreateAsync(ec2);
        VpcEndpoint made = await scene.CreateEndpointAsync();
        Assert.Equal(State.Pending, made.State, StateComparer);

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(State.Pending, (await scene.DescribeAsync(made.VpcEndpointId)).State, StateComparer);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(State.Available, (await scene.DescribeAsync(made.VpcEndpointId)).State, StateComparer);

        await ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [made.VpcEndpointId] }, Stop);
        Assert.Equal(State.Deleting, (await scene.DescribeAsync(made.VpcEndpointId)).State, StateComparer);
        await RefusedAsync("DependencyViolation", () => ec2.DeleteSubnetAsync(new DeleteSubnetRequest(scene.SubnetId), Stop));
        clock.Advance(TimeSpan.FromMinutes(5));
        await RefusedAsync("InvalidVpcEndpointId.NotFound", () => scene.DescribeAsync(made.VpcEndpointId));
        await ec2.DeleteSubnetAsync(new DeleteSubnetRequest(scene.SubnetId), Stop);
        await ec2.DeleteVpcAsync(new DeleteVpcRequest(scene.VpcId), Stop);
    }

    [Theory]
    [InlineData("eu-west-1", "com.amazonaws.eu-west-1.execute-api", "amazonaws.com")]
    [InlineData("us-gov-west-1", "com.amazonaws.us-gov-west-1.execute-api", "amazonaws.com")]
    [InlineData("cn-north-1", "cn.com.amazonaws.cn-north-1.execute-api", "amazonaws.com.cn")]
    public async Task Service_and_names_of_an_endpoint_follow_the_partition(string region, string service, string suffix)
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client ec2 = Client(lab, region);
        Scene scene = await Scene.CreateAsync(ec2);
        VpcEndpoint made = await scene.CreateEndpointAsync(request => request.ServiceName = service);
        Assert.EndsWith($".execute-api.{region}.vpce.{suffix}", made.DnsEntries[0].DnsName, StringComparison.Ordinal);
        Assert.Equal(
            [$"execute-api.{region}.{suffix}", $"*.execute-api.{region}.{suffix}"],
            made.DnsEntries.Skip(2).Select(entry => entry.DnsName)
        );
    }

    [Fact]
    public async Task A_zone_without_the_service_is_refused_with_AWS_words()
    {
        using EmbeddedAws lab = new(new LabOptions { ZonesWithoutExecuteApi = ["euw1-az1"] });
        using AmazonEC2Client ec2 = Client(lab, "eu-west-1");
        Scene scene = await Scene.CreateAsync(ec2);
        AmazonEC2Exception refusal = await RefusedAsync("InvalidParameter", () => scene.CreateEndpointAsync());
        Assert.Equal(
            "The VPC endpoint service com.amazonaws.eu-west-1.execute-api does not support the "
                + $"availability zone of the subnet: {scene.SubnetId}.",
            refusal.Message
        );
        DescribeVpcEndpointServicesResponse services = await ec2.DescribeVpcEndpointServicesAsync(
            new DescribeVpcEndpointServicesRequest { ServiceNames = ["com.amazonaws.eu-west-1.execute-api"] },
            Stop
        );
        Assert.Equal(["eu-west-1b", "eu-west-1c"], services.ServiceDetails.Single().AvailabilityZones);
    }

    // Zone ids as the AWS RAM and Regional pages list them.
    [Theory]
    [InlineData("us-east-1", "use1-az1", 6)]
    [InlineData("us-west-2", "usw2-az1", 4)]
    [InlineData("ap-southeast-2", "apse2-az1", 3)]
    [InlineData("ap-northeast-1", "apne1-az1", 3)]
    [InlineData("eu-central-1", "euc1-az1", 3)]
    [InlineData("us-gov-west-1", "usgw1-az1", 3)]
    [InlineData("cn-northwest-1", "cnnw1-az1", 3)]
    public async Task Zones_are_named_as_in_the_real_Region(string region, string firstId, int count)
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client ec2 = Client(lab, region);
        List<AvailabilityZone> zones = (
            await ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest(), Stop)
        ).AvailabilityZones;
        Assert.Equal(count, zones.Count);
        Assert.Equal((region + "a", firstId, region), (zones[0].ZoneName, zones[0].ZoneId, zones[0].RegionName));
    }

    [Fact]
    public async Task Accounts_and_Regions_do_not_see_each_other()
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client one = Client(lab, "eu-west-1");
        using AmazonEC2Client other = Client(lab, "eu-west-1", "999988887777");
        using AmazonEC2Client far = Client(lab, "us-east-1");
        Scene scene = await Scene.CreateAsync(one);
        await RefusedAsync(
            "InvalidVpcID.NotFound",
            () => other.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [scene.VpcId] }, Stop)
        );
        await RefusedAsync("InvalidVpcID.NotFound", () => far.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [scene.VpcId] }, Stop));
        Assert.Equal("999988887777", (await other.DescribeVpcsAsync(new DescribeVpcsRequest(), Stop)).Vpcs.Single().OwnerId);
    }

    [Fact]
    public async Task The_SDK_pages_through_everything()
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client ec2 = Client(lab, "us-east-1");
        List<string> ids = [];
        await foreach (Subnet subnet in ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { MaxResults = 5 }).Subnets)
        {
            ids.Add(subnet.SubnetId);
        }

        Assert.Equal(6, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_group_is_free_once_the_rule_that_names_it_is_revoked()
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client ec2 = Client(lab, "eu-west-1");
        Scene scene = await Scene.CreateAsync(ec2);
        string named = (
            await ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest("named", "named") { VpcId = scene.VpcId }, Stop)
        ).GroupId;
        IpPermission permission = new()
        {
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            UserIdGroupPairs = [new UserIdGroupPair { GroupId = named }],
        };
        await ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = scene.GroupId, IpPermissions = [permission] },
            Stop
        );
        await RefusedAsync(
            "DependencyViolation",
            () => ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = named }, Stop)
        );
        await ec2.RevokeSecurityGroupIngressAsync(
            new RevokeSecurityGroupIngressRequest { GroupId = scene.GroupId, IpPermissions = [permission] },
            Stop
        );
        await ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = named }, Stop);
    }

    [Fact]
    public async Task Peered_VPCs_of_two_accounts_may_name_each_others_groups_and_keep_their_own_tags()
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client one = Client(lab, "eu-west-1", "111122223333");
        using AmazonEC2Client other = Client(lab, "eu-west-1", "444455556666");
        Scene mine = await Scene.CreateAsync(one);
        Scene theirs = await Scene.CreateAsync(other, "10.5.0.0/16");
        IpPermission permission = new()
        {
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            UserIdGroupPairs = [new UserIdGroupPair { GroupId = theirs.GroupId, UserId = "444455556666" }],
        };
        AuthorizeSecurityGroupIngressRequest authorize = new() { GroupId = mine.GroupId, IpPermissions = [permission] };
        await RefusedAsync("InvalidGroup.NotFound", () => one.AuthorizeSecurityGroupIngressAsync(authorize, Stop));

        CreateVpcPeeringConnectionRequest request = new()
        {
            VpcId = mine.VpcId,
            PeerVpcId = theirs.VpcId,
            PeerOwnerId = "444455556666",
        };
        string id = (await one.CreateVpcPeeringConnectionAsync(request, Stop)).VpcPeeringConnection.VpcPeeringConnectionId;
        await RefusedAsync(
            "OperationNotPermitted",
            () => one.AcceptVpcPeeringConnectionAsync(new AcceptVpcPeeringConnectionRequest { VpcPeeringConnectionId = id }, Stop)
        );
        await other.AcceptVpcPeeringConnectionAsync(new AcceptVpcPeeringConnectionRequest { VpcPeeringConnectionId = id }, Stop);
        await other.CreateTagsAsync(new CreateTagsRequest([id], [new Tag("side", "theirs")]), Stop);
        VpcPeeringConnection seen = (
            await one.DescribeVpcPeeringConnectionsAsync(new DescribeVpcPeeringConnectionsRequest { VpcPeeringConnectionIds = [id] }, Stop)
        ).VpcPeeringConnections.Single();
        Assert.Empty(seen.Tags ?? []);
        Assert.Equal("10.5.0.0/16", seen.AccepterVpcInfo.CidrBlock);
        SecurityGroupRule rule = (await one.AuthorizeSecurityGroupIngressAsync(authorize, Stop)).SecurityGroupRules.Single();
        Assert.Equal((theirs.GroupId, "444455556666"), (rule.ReferencedGroupInfo.GroupId, rule.ReferencedGroupInfo.UserId));
    }

    [Fact]
    public async Task An_endpoint_that_finds_a_subnet_full_leaves_nothing_behind()
    {
        using EmbeddedAws lab = new();
        using AmazonEC2Client ec2 = Client(lab, "eu-west-1");
        Scene scene = await Scene.CreateAsync(ec2);
        string full = (
            await ec2.CreateSubnetAsync(new CreateSubnetRequest(scene.VpcId, "10.0.9.0/28") { AvailabilityZone = "eu-west-1b" }, Stop)
        )
            .Subnet
            .SubnetId;
        for (int index = 0; index < 11; index++)
        {
            await ec2.CreateNetworkInterfaceAsync(new CreateNetworkInterfaceRequest { SubnetId = full }, Stop);
        }

        await RefusedAsync(
            "InsufficientFreeAddressesInSubnet",
            () => scene.CreateEndpointAsync(request => request.SubnetIds = [scene.SubnetId, full])
        );
        DescribeNetworkInterfacesRequest inFirst = new() { Filters = [new Filter("subnet-id", [scene.SubnetId])] };
        Assert.Empty((await ec2.DescribeNetworkInterfacesAsync(inFirst, Stop)).NetworkInterfaces ?? []);
        Assert.Empty((await ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest(), Stop)).VpcEndpoints ?? []);
    }

    private static EqualityComparer<State> StateComparer { get; } =
        EqualityComparer<State>.Create(
            (a, b) => string.Equals(a?.Value, b?.Value, StringComparison.OrdinalIgnoreCase),
            state => state.Value.ToUpperInvariant().GetHashCode(StringComparison.Ordinal)
        );

    private static AmazonEC2Client Client(EmbeddedAws lab, string region, string account = "AKIDLAB") =>
        new(
            new BasicAWSCredentials(account, "secret"),
            new AmazonEC2Config
            {
                ServiceURL = lab.Listen().AbsoluteUri,
                AuthenticationRegion = region,
                MaxErrorRetry = 0,
            }
        );

    private static async Task<AmazonEC2Exception> RefusedAsync(string code, Func<Task> call)
    {
        AmazonEC2Exception refusal = await Assert.ThrowsAsync<AmazonEC2Exception>(call);
        Assert.Equal(code, refusal.ErrorCode);
        Assert.False(string.IsNullOrEmpty(refusal.RequestId));
        return refusal;
    }

    /// <summary>A VPC with DNS hostnames, one subnet in the first zone and one group.</summary>
    private sealed record Scene(AmazonEC2Client Ec2, string VpcId, string SubnetId, string GroupId)
    {
        public static async Task<Scene> CreateAsync(AmazonEC2Client ec2, string cidr = "10.0.0.0/16")
        {
            string vpcId = (await ec2.CreateVpcAsync(new CreateVpcRequest(cidr), Stop)).Vpc.VpcId;
            await ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = vpcId, EnableDnsHostnames = true }, Stop);
            string subnetId = (
                await ec2.CreateSubnetAsync(new CreateSubnetRequest(vpcId, cidr.Replace("/16", "/24", StringComparison.Ordinal)), Stop)
            )
                .Subnet
                .SubnetId;
            string groupId = (
                await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new Filter("vpc-id", [vpcId])] }, Stop)
            )
                .SecurityGroups.Single()
                .GroupId;
            return new Scene(ec2, vpcId, subnetId, groupId);
        }

        public async Task<VpcEndpoint> CreateEndpointAsync(Action<CreateVpcEndpointRequest>? change = null)
        {
            CreateVpcEndpointRequest request = new()
            {
                VpcId = VpcId,
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = "com.amazonaws.eu-west-1.execute-api",
                SubnetIds = [SubnetId],
                PrivateDnsEnabled = true,
            };
            change?.Invoke(request);
            return (await Ec2.CreateVpcEndpointAsync(request, Stop)).VpcEndpoint;
        }

        public async Task<VpcEndpoint> DescribeAsync(string id) =>
            (await Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] }, Stop)).VpcEndpoints.Single();
    }
}
