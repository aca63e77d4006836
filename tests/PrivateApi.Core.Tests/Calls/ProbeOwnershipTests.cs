using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Model;
using PrivateApi.Resources;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>What is removed is ours by tag and code, what a failing run takes back is its own, and equal runs share one probe.</summary>
public sealed class ProbeOwnershipTests
{
    private const string RoleName = "privateapi-probe-eu-west-1";

    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task Functions_and_groups_that_only_look_like_ours_stay()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await scene.CallAsync(scene.Inside);
        FunctionConfiguration probe = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        Dictionary<string, string> tags = (
            await scene.Lab.Witness.Lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = probe.FunctionName }, Stop)
        ).Tags!;
        SortedDictionary<string, LabFunction> functions = scene.Lab.Lab.Store.Get<LambdaState>("123456789012", "eu-west-1").Functions;
        await CopyAsync(scene, probe, "privateapi-probe-untagged", []);
        await CopyAsync(scene, probe, "privateapi-probe-copied", tags);
        await CopyAsync(scene, probe, "privateapi-probe-altered", new(tags) { ["privateapi:name"] = "privateapi-probe-altered" });
        functions["privateapi-probe-altered"].Configuration["CodeSha256"] = "AAAA";
        string group = (
            await scene.Lab.Ec2.CreateSecurityGroupAsync(
                new CreateSecurityGroupRequest("theirs", "theirs")
                {
                    VpcId = scene.Network.VpcId,
                    TagSpecifications =
                    [
                        new TagSpecification
                        {
                            ResourceType = Amazon.EC2.ResourceType.SecurityGroup,
                            Tags = [new("privateapi:step", "probe-group"), new("privateapi:name", "theirs")],
                        },
                    ],
                },
                Stop
            )
        ).GroupId;

        await new ProbeRemoval(scene.Lab.Session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop);
        Assert.Equal(["privateapi-probe-altered", "privateapi-probe-copied", "privateapi-probe-untagged"], functions.Keys);
        Assert.All(
            functions.Keys,
            name => Assert.Single(scene.Lab.ProgressEvents.Warnings, text => text.Contains(name, StringComparison.Ordinal))
        );
        Assert.Single(
            (await scene.Lab.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] }, Stop)).SecurityGroups
        );

        // They run under our role, which therefore stays too.
        Assert.Equal(RoleName, (await scene.Lab.Witness.Iam.GetRoleAsync(new GetRoleRequest { RoleName = RoleName }, Stop)).Role.RoleName);
        Assert.Empty(
            await new ProbeRemoval(scene.Lab.Session).ListAsync(scene.Network.VpcId, Stop) is { } shown
                ? shown.Where(item => item.FunctionName != "privateapi-probe-altered")
                : []
        );
    }

    [Fact]
    public async Task A_removal_that_was_killed_before_the_role_is_finished_by_the_next()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await scene.CallAsync(scene.Inside);
        FunctionConfiguration probe = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        await scene.Lab.Witness.Lambda.DeleteFunctionAsync(new DeleteFunctionRequest { FunctionName = probe.FunctionName }, Stop);
        await new ProbeRemoval(scene.Lab.Session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop);
        Assert.Null(
            await ProbeErrors.NullIfAbsentAsync(scene.Lab.Witness.Iam.GetRoleAsync(new GetRoleRequest { RoleName = RoleName }, Stop))
        );
        await new ProbeRemoval(scene.Lab.Session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop);
    }

    public static TheoryData<int> Lags => new(0, ConcurrencyTests.Lag);

    [Theory]
    [MemberData(nameof(Lags))]
    public async Task Twenty_equal_calls_at_once_all_succeed_with_one_function_one_group_and_one_role(int lag)
    {
        using CallScene scene = await CallScene.MakeAsync(
            new LabOptions
            {
                PendingTime = TimeSpan.FromMilliseconds(200),
                RoleTime = TimeSpan.FromMilliseconds(200),
                FunctionInterfaceTime = TimeSpan.FromMilliseconds(5),
                Faults = new LabFaults { ReadLag = TimeSpan.FromMilliseconds(lag) },
            }
        );

        // Each has a session of its own, as in a process of its own: nothing is shared but the account.
        CallResult[] results = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using TappedScene run = new(scene);
                        return await run.CallAsync(scene.Inside);
                    })
                )
        );
        Assert.All(results, result => Assert.Equal(200, result.StatusCode));
        Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        DescribeSecurityGroupsRequest groups = new() { Filters = [new Filter("group-name", ["privateapi-probe-*"])] };
        Assert.Single((await scene.Lab.Ec2.DescribeSecurityGroupsAsync(groups, Stop)).SecurityGroups);
    }

    [Theory]
    [InlineData("CreateFunction")]
    [InlineData("PutRolePolicy")]
    [InlineData("CreateRole")]
    public async Task A_failing_run_leaves_what_another_run_made_at_the_same_moment(string refused)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene failing = new(scene);
        PreparedCall call = await failing.PrepareAsync(scene.Inside);
        bool isDone = false;
        failing.Tap.Before = async operation =>
        {
            // The other run comes in between, whole, and this one is refused by a limit.
            if (operation == refused && !isDone)
            {
                isDone = true;
                Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
                failing.Tap.Answer = (name, _) =>
                    name is "CreateRole" or "CreateFunction" or "PutRolePolicy"
                        ? WireTap.Error(System.Net.HttpStatusCode.BadRequest, "LimitExceeded")
                        : null;
            }
        };
        failing.Tap.After = operation => isDone && operation == refused ? throw new IOException("lost") : Task.CompletedTask;

        // It fails, or goes on with what the other run made.
        await Record.ExceptionAsync(() => call.RunAsync(failing.ProgressEvents, Stop));
        Assert.True(isDone);
        Assert.Equal(0, failing.Tap.Count("DeleteFunction"));
        Assert.Equal(0, failing.Tap.Count("DeleteRole"));
        Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
        Assert.Equal(RoleName, (await scene.Lab.Witness.Iam.GetRoleAsync(new GetRoleRequest { RoleName = RoleName }, Stop)).Role.RoleName);
    }

    // IAM API reference, DeleteRole: a role with an inline policy is not deleted (DeleteConflict).
    [Theory]
    [InlineData("DeleteRolePolicy", true)]
    [InlineData("DeleteRole", false)]
    public async Task A_role_that_stays_behind_is_told_with_commands_that_work_in_their_order(string refused, bool hasPolicy)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene failing = new(scene);
        failing.Tap.Answer = (name, _) =>
            name == "CreateFunction" || name == refused ? WireTap.Error(System.Net.HttpStatusCode.BadRequest, "LimitExceeded") : null;
        PrivateApiException told = await failing.RefusedAsync(scene.Inside);
        string[] policy = hasPolicy ? [$"Remove-IAMRolePolicy -RoleName {RoleName} -PolicyName {ProbeNames.RolePolicy}"] : [];
        string[] commands = [.. policy, $"Remove-IAMRole -RoleName {RoleName}"];
        Assert.Equal(commands, told.RemovalCommand.Where(command => command.Contains("IAM", StringComparison.Ordinal)));
        Assert.Contains($"remove it with: {string.Join("; ", commands)}", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_a_run_made_and_another_uses_is_not_taken_back_with_the_run()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene failing = new(scene);
        PreparedCall call = await failing.PrepareAsync(scene.Inside);
        CallRequest elsewhere = scene.Inside with
        {
            SubnetIds = [scene.Network.SubnetId[0]],
            SecurityGroupIds = [scene.Network.SecurityGroupId!],
        };
        failing.Tap.Before = async operation =>
        {
            if (operation == "CreateSecurityGroup")
            {
                await scene.CallAsync(elsewhere);
                throw new InvalidDataException("this run ends here");
            }
        };
        await Assert.ThrowsAnyAsync<Exception>(() => call.RunAsync(failing.ProgressEvents, Stop));
        Assert.Equal(0, failing.Tap.Count("DeleteRole"));
        Assert.Equal(200, (await scene.CallAsync(elsewhere)).StatusCode);
    }

    // The function of a place has one name, so that what a run made may be gone and made anew by another before the run ends.
    [Fact]
    public async Task A_run_takes_back_no_function_that_carries_another_runs_mark()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await scene.CallAsync(scene.Inside);
        FunctionConfiguration theirs = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        await new ProbeRemoval(scene.Lab.Session).TakeBackAsync(theirs.FunctionName, scene.Network.VpcId, RunMark.New(), Stop);
        List<FunctionConfiguration> left = (await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions;
        Assert.Equal(theirs.FunctionName, Assert.Single(left).FunctionName);
    }

    // An earlier version of the module has a function of its own in the same place, and in the same group.
    [Fact]
    public async Task Removing_a_probe_leaves_its_group_to_another_probe_that_is_in_it()
    {
        using CallScene scene = await CallScene.MakeAsync();
        PreparedCall call = await scene.PrepareAsync(scene.Inside);
        await call.RunAsync(scene.Lab.ProgressEvents, Stop);
        FunctionConfiguration probe = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        string group = Assert.Single(probe.VpcConfig!.SecurityGroupIds!);
        await CopyAsync(scene, probe, probe.FunctionName + "-old", [], group);

        // EC2 would say DependencyViolation, which a removal waits out for a quarter of an hour.
        scene.Lab.Handler.Fault = (action, _) => action == "DeleteSecurityGroup" ? CallFault.Refused : CallFault.None;
        await call.CleanUpAsync(scene.Lab.ProgressEvents, Stop);
        FunctionConfiguration other = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        Assert.Equal((probe.FunctionName + "-old", group), (other.FunctionName, Assert.Single(other.VpcConfig!.SecurityGroupIds!)));
        DescribeSecurityGroupsRequest ofGroup = new() { GroupIds = [group] };
        Assert.Single((await scene.Lab.Ec2.DescribeSecurityGroupsAsync(ofGroup, Stop)).SecurityGroups);
    }

    // Lambda gives network interfaces back in the role's name.
    // (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC")
    [Fact]
    public async Task The_role_stays_while_another_command_still_takes_a_probe_away()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await scene.CallAsync(scene.Inside);
        string vpc = (await scene.Lab.NewNetworkAsync("Other", "10.1.0.0/16")).VpcId;
        const string TheirGroup = "privateapi-probe-0123456789";
        TagSpecification tags = new()
        {
            ResourceType = Amazon.EC2.ResourceType.SecurityGroup,
            Tags = [new("privateapi:step", "probe-group"), new("privateapi:name", TheirGroup)],
        };
        await scene.Lab.Ec2.CreateSecurityGroupAsync(
            new CreateSecurityGroupRequest(TheirGroup, "theirs") { VpcId = vpc, TagSpecifications = [tags] },
            Stop
        );
        await new ProbeRemoval(scene.Lab.Session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop);
        Assert.Empty((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        Assert.Equal(RoleName, (await scene.Lab.Witness.Iam.GetRoleAsync(new GetRoleRequest { RoleName = RoleName }, Stop)).Role.RoleName);
    }

    [Fact]
    public async Task A_role_that_was_removed_under_a_run_is_made_again()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene run = new(scene);
        bool isDone = false;
        run.Tap.Before = async operation =>
        {
            if (operation == "CreateFunction" && !isDone)
            {
                isDone = true;
                await new ProbeRole(scene.Lab.Witness).DeleteUnusedAsync([], null, Stop);
            }
        };
        Assert.Equal(200, (await run.CallAsync(scene.Inside)).StatusCode);
        Assert.Equal(2, run.Tap.Count("CreateRole"));
    }

    private static async Task CopyAsync(
        CallScene scene,
        FunctionConfiguration probe,
        string name,
        Dictionary<string, string> tags,
        string? group = null
    )
    {
        await scene.Lab.Witness.Lambda.CreateFunctionAsync(
            new CreateFunctionRequest
            {
                FunctionName = name,
                Role = probe.Role!,
                Runtime = probe.Runtime,
                Handler = probe.Handler,
                Code = new FunctionCode { ZipFile = ProbePackage.CreateZip() },
                Tags = tags,
                VpcConfig = new VpcConfig
                {
                    SubnetIds = probe.VpcConfig!.SubnetIds,
                    SecurityGroupIds = [group ?? scene.Network.SecurityGroupId!],
                },
            },
            Stop
        );
        await new ProbeFunctions(scene.Lab.Witness).WaitActiveAsync(name, null, Stop);
    }
}
