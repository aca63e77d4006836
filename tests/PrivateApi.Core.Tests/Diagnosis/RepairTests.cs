using System.Text.Json;
using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Accounts of the lab with one to four random faults: after the repair the live call answers 200, who was kept out stays out, and taken
/// back the account is as it was.
/// </summary>
public sealed class RepairTests
{
    private const string Elsewhere =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:elsewhere/*"}]}""";

    private static readonly (string Name, Func<CallScene, Task> MakeAsync)[] Faults =
    [
        (
            "DNS hostnames are off",
            scene =>
                scene.Lab.Session.Ec2.ModifyVpcAttributeAsync(
                    new ModifyVpcAttributeRequest { VpcId = scene.Network.VpcId, EnableDnsHostnames = false },
                    LabScene.Stop
                )
        ),
        ("private DNS is off", scene => SetAsync(scene, new EndpointChange { PrivateDnsEnabled = false })),
        ("the endpoint's policy is for others", scene => SetAsync(scene, new EndpointChange { Policy = Elsewhere })),
        (
            "the group is closed",
            scene =>
                scene.Lab.Session.Ec2.RevokeSecurityGroupIngressAsync(
                    new RevokeSecurityGroupIngressRequest
                    {
                        GroupId = scene.Network.SecurityGroupId,
                        IpPermissions =
                        [
                            new IpPermission
                            {
                                IpProtocol = "tcp",
                                FromPort = 443,
                                ToPort = 443,
                                Ipv4Ranges = [new IpRange { CidrIp = scene.Network.CidrBlock }],
                            },
                        ],
                    },
                    LabScene.Stop
                )
        ),
        ("the ACL denies requests", scene => DenyAsync(scene, isEgress: false)),
        ("the ACL denies answers", scene => DenyAsync(scene, isEgress: true)),
        ("the policy excepts another endpoint", scene => PolicyAsync(scene, "vpce-0123456789abcdef0", "demo")),
        (
            "an old policy is deployed",
            async scene =>
            {
                await PolicyAsync(scene, "vpce-0123456789abcdef0", "demo");
                await PolicyAsync(scene, scene.Endpoint.VpcEndpointId, null);
            }
        ),
        (
            "the default host is off",
            async scene =>
            {
                ApiUpdate update = new(scene.Lab.Session);
                ApiRevision revision = await update.PlanAsync(
                    scene.Api.RestApiId,
                    null,
                    false,
                    null,
                    true,
                    "demo",
                    scene.Lab.ProgressEvents,
                    LabScene.Stop
                );
                await update.ApplyAsync(revision, scene.Lab.ProgressEvents, LabScene.Stop);
            }
        ),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_the_repair_the_call_gets_through_and_nobody_else(int seed)
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        Random random = new(seed);
        (string Name, Func<CallScene, Task> MakeAsync)[] faults =
        [
            .. random.GetItems(Faults, 1 + (seed % 4)).DistinctBy(fault => fault.Name),
        ];
        foreach ((_, Func<CallScene, Task> makeAsync) in faults)
        {
            await makeAsync(scene.Calls);
        }

        string told = string.Join(", ", faults.Select(fault => fault.Name));
        TestRequest order = scene.Order with { UrlForm = UrlForm.PrivateDns };
        (PathVerdict before, _) = await scene.TestAsync(order);
        string was = Facts(before.Evaluation.Snapshot);
        Verdict outsiders = (await scene.TestAsync(Outsider(scene, order))).Verdict.Verdict;
        Assert.Equal(Verdict.Blocked, before.Verdict);

        ApiRepair repair = new(scene.Calls.Lab.Session);
        TestResult tested = TestResults.Create(before) with { Input = TestAgain.Input(order, before.Evaluation) };
        IReadOnlyList<Change> plan = ApiRepair.Plan(await repair.LookAsync(tested, null, LabScene.Stop));
        IReadOnlyList<MadeChange> made = await repair.MakeAsync(plan, scene.Calls.Lab.ProgressEvents, LabScene.Stop);

        (PathVerdict after, _) = await scene.TestAsync(order);
        Assert.True(after.Verdict == Verdict.Reachable, $"{told}: {Remedy.Text(plan)} left {after.Verdict}");
        (int status, string body) = await LabCalls.MakeAsync(
            scene.Calls.Lab,
            order,
            after,
            LabCaller.Subnet(scene.Calls.Network.PublicSubnetId[0], [scene.Calls.Network.SecurityGroupId!])
        );
        Assert.True(status == 200, $"{told}: after {Remedy.Text(plan)} the call got {status} {body}");

        // What is opened is opened to the caller's group. Who is in another one and was kept out by it stays out.
        if (outsiders == Verdict.Blocked && faults.Any(fault => fault.Name == "the group is closed"))
        {
            Assert.Equal(Verdict.Blocked, (await scene.TestAsync(Outsider(scene, order))).Verdict.Verdict);
        }

        await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
        (PathVerdict again, _) = await scene.TestAsync(order);
        Assert.Equal(was, Facts(again.Evaluation.Snapshot));
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_finished_by_the_next_and_both_are_taken_back()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        string[] made =
        [
            "DNS hostnames are off",
            "the group is closed",
            "the endpoint's policy is for others",
            "the policy excepts another endpoint",
        ];
        foreach ((_, Func<CallScene, Task> makeAsync) in Faults.Where(fault => made.Contains(fault.Name)))
        {
            await makeAsync(scene.Calls);
        }

        TestRequest order = scene.Order with { UrlForm = UrlForm.PrivateDns };
        (PathVerdict before, _) = await scene.TestAsync(order);
        string was = Facts(before.Evaluation.Snapshot);
        TestResult tested = TestResults.Create(before) with { Input = TestAgain.Input(order, before.Evaluation) };
        using ChangeHandler handler = new(scene.Calls.Lab.Lab.CreateHandler());
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        ApiRepair repair = new(session);
        for (int at = 0, calls = 1; at < calls; at++)
        {
            IReadOnlyList<Change> plan = ApiRepair.Plan(await repair.LookAsync(tested, null, LabScene.Stop));
            CancellationToken stop = handler.StopAfter(at);
            List<MadeChange> first = [];
            Exception? stopped = await Record.ExceptionAsync(() => repair.MakeAsync(plan, first, scene.Calls.Lab.ProgressEvents, stop));
            Assert.True(stopped is null or OperationCanceledException, $"{stopped}");
            calls = Math.Max(calls, at + 2 - (stopped is null ? 1 : 0));
            handler.Heal();

            IReadOnlyList<Change> rest = ApiRepair.Plan(await repair.LookAsync(tested, null, LabScene.Stop));
            IReadOnlyList<MadeChange> second = await repair.MakeAsync(rest, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
            (PathVerdict after, _) = await scene.TestAsync(order);
            (int status, string body) = await LabCalls.MakeAsync(
                scene.Calls.Lab,
                order,
                after,
                LabCaller.Subnet(scene.Calls.Network.PublicSubnetId[0], [scene.Calls.Network.SecurityGroupId!])
            );
            Assert.True(status == 200, $"stopped after call {at}, then {Remedy.Text(rest)}: {status} {body}");

            await repair.UndoAsync(second, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
            await repair.UndoAsync(first, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
            (PathVerdict again, _) = await scene.TestAsync(order);
            Assert.True(was == Facts(again.Evaluation.Snapshot), $"stopped after call {at}: not as it was");
        }
    }

    // The VPC's default group, in place of the endpoint's.
    private static TestRequest Outsider(ReadScene scene, TestRequest order) =>
        order with
        {
            Caller = new CallerRequest { SubnetIds = [scene.Calls.Network.PublicSubnetId[0]] },
        };

    private static string Facts(AccountSnapshot snapshot) =>
        JsonSerializer.Serialize(
            new SnapshotCase { Snapshot = snapshot with { TakenAt = DateTimeOffset.UnixEpoch }, Calls = [] },
            SnapshotJson.Default.SnapshotCase
        );

    private static async Task SetAsync(CallScene scene, EndpointChange wanted)
    {
        EndpointUpdate update = new(scene.Lab.Session);
        EndpointModification change = await update.PlanAsync(scene.Endpoint.VpcEndpointId, wanted, scene.Lab.ProgressEvents, LabScene.Stop);
        await update.ApplyAsync(change, TimeSpan.FromMinutes(1), scene.Lab.ProgressEvents, LabScene.Stop);
    }

    private static async Task PolicyAsync(CallScene scene, string endpoint, string? stage)
    {
        ApiPolicies policies = new(scene.Lab.Session);
        PolicyUpdate update = await policies.CompareAsync(
            scene.Api.RestApiId,
            PolicyTemplates.SourceVpce(endpoint),
            stage,
            force: true,
            scene.Lab.ProgressEvents,
            LabScene.Stop
        );
        await policies.ApplyAsync(update, scene.Lab.ProgressEvents, LabScene.Stop);
    }

    private static async Task DenyAsync(CallScene scene, bool isEgress)
    {
        AwsSession session = scene.Lab.Session;
        DescribeNetworkAclsResponse acls = await session.Ec2.DescribeNetworkAclsAsync(
            new DescribeNetworkAclsRequest { Filters = [new Filter("vpc-id", [scene.Network.VpcId])] },
            LabScene.Stop
        );
        await session.Ec2.CreateNetworkAclEntryAsync(
            new CreateNetworkAclEntryRequest
            {
                NetworkAclId = acls.NetworkAcls[0].NetworkAclId,
                RuleNumber = 50,
                Protocol = "6",
                RuleAction = Amazon.EC2.RuleAction.Deny,
                Egress = isEgress,
                CidrBlock = "10.0.0.0/8",
                PortRange = new PortRange { From = 1, To = 65535 },
            },
            LabScene.Stop
        );
    }
}
