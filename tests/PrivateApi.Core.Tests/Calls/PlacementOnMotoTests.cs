using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>A probe made and removed on an AWS that did not grow up with ours.</summary>
public sealed class PlacementOnMotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_probe_is_placed_once_says_whose_it_is_and_goes_without_a_trace()
    {
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = moto.Url,
                Region = "eu-west-1",
                AccessKey = "testing",
                SecretKey = "testing",
            }
        );
        RecordedNotices progress = new();
        string vpc = (await session.Ec2.CreateVpcAsync(new CreateVpcRequest("10.0.0.0/16"), Stop)).Vpc.VpcId;
        string subnet = (await session.Ec2.CreateSubnetAsync(new CreateSubnetRequest(vpc, "10.0.0.0/24"), Stop)).Subnet.SubnetId;
        string group = (
            await session.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest("endpoint", "endpoint") { VpcId = vpc }, Stop)
        ).GroupId;
        ProbePlace place = new()
        {
            VpcId = vpc,
            SubnetIds = [subnet],
            Endpoint = CallAddressesTests.Endpoint(vpc, group, subnet),
        };
        string name = ProbeNames.Function(place);
        ProbePlacement placement = new(session);

        Plan plan = await placement.PlanAsync(place, progress, Stop);
        Assert.Equal(
            ["role", "role-policy", "probe-group", "probe-group-egress", "function", "function-active", "function-settings"],
            plan.Missing.Select(step => step.Name)
        );
        await plan.ApplyAsync(progress, Stop);

        GetFunctionResponse function = await session.Lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = name }, Stop);
        Assert.Equal(
            ("python3.14", "probe.handler", ProbePackage.Sha256),
            (function.Configuration.Runtime, function.Configuration.Handler, function.Configuration.CodeSha256)
        );
        Assert.Equal("10.0.0.5", function.Configuration.Environment!.Variables![ProbeEnvironment.Addresses]);
        Assert.Equal(name, function.Tags!["privateapi:name"]);

        SecurityGroup own = (
            await session.Ec2.DescribeSecurityGroupsAsync(
                new DescribeSecurityGroupsRequest { Filters = [new Filter("group-name", [ProbeNames.SecurityGroup(place)])] },
                Stop
            )
        ).SecurityGroups[0];
        IpPermission egress = Assert.Single(own.IpPermissionsEgress);
        Assert.Equal(
            ("tcp", 443, 443, group),
            (egress.IpProtocol, egress.FromPort, egress.ToPort, Assert.Single(egress.UserIdGroupPairs).GroupId)
        );
        Assert.Empty(own.IpPermissions ?? []);

        GetRolePolicyResponse policy = await session.Iam.GetRolePolicyAsync(
            new GetRolePolicyRequest { RoleName = "privateapi-probe-eu-west-1", PolicyName = "network-interfaces" },
            Stop
        );
        string[] actions =
        [
            .. JsonNode.Parse(Uri.UnescapeDataString(policy.PolicyDocument))!["Statement"]![0]!["Action"]!
                .AsArray()
                .Select(action => (string)action!),
        ];
        Assert.All(actions, action => Assert.Matches("^ec2:.*(NetworkInterface|PrivateIpAddresses|DescribeSubnets)", action));

        // The next call finds all of it.
        Plan again = await placement.PlanAsync(place, progress, Stop);
        Assert.True(again.IsComplete, again.Describe());

        ProbeRemoval removal = new(session);
        // moto says vpc-123abc of every function's VPC.
        ProbeFunction shown = Assert.Single(await removal.ListAsync(null, Stop));
        Assert.Equal((name, "Active"), (shown.FunctionName, shown.State));
        Assert.Contains("123456789012", shown.Owner!, StringComparison.Ordinal);
        Assert.InRange(shown.Created!.Value, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Empty(await removal.ListAsync("vpc-0000000000000000f", Stop));

        await removal.RemoveOneAsync(name, vpc, progress, Stop);
        Assert.Empty(await removal.ListAsync(null, Stop));
        Assert.Empty(
            (
                await session.Ec2.DescribeSecurityGroupsAsync(
                    new DescribeSecurityGroupsRequest { Filters = [new Filter("group-name", [ProbeNames.SecurityGroup(place)])] },
                    Stop
                )
            ).SecurityGroups
                ?? []
        );
        Assert.Null(
            await ProbeErrors.NullIfAbsentAsync(
                session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "privateapi-probe-eu-west-1" }, Stop)
            )
        );
        Assert.Empty(progress.Warnings);

        // Twice is no error.
        await removal.RemoveAsync(vpc, progress, Stop);
    }

    [Fact]
    public async Task A_function_of_the_same_name_with_other_code_is_never_called()
    {
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = moto.Url,
                Region = "us-east-1",
                AccessKey = "testing",
                SecretKey = "testing",
            }
        );
        RecordedNotices progress = new();
        string vpc = (await session.Ec2.CreateVpcAsync(new CreateVpcRequest("10.0.0.0/16"), Stop)).Vpc.VpcId;
        string subnet = (await session.Ec2.CreateSubnetAsync(new CreateSubnetRequest(vpc, "10.0.0.0/24"), Stop)).Subnet.SubnetId;
        ProbePlace place = new()
        {
            VpcId = vpc,
            SubnetIds = [subnet],
            SecurityGroupIds =
            [
                (
                    await session.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest("caller", "caller") { VpcId = vpc }, Stop)
                ).GroupId,
            ],
        };
        string role = (
            await session.Iam.CreateRoleAsync(
                new CreateRoleRequest { RoleName = "stranger", AssumeRolePolicyDocument = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" },
                Stop
            )
        )
            .Role
            .Arn;
        await session.Lambda.CreateFunctionAsync(
            new CreateFunctionRequest
            {
                FunctionName = ProbeNames.Function(place),
                Role = role,
                Runtime = "python3.13",
                Handler = "x.y",
                Code = new FunctionCode { ZipFile = "not ours"u8.ToArray() },
            },
            Stop
        );
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new ProbePlacement(session).PlanAsync(place, progress, Stop)
        );
        Assert.Equal("NameTaken", e.ErrorId);
    }
}
