using System.Text.Json;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Names and custom domains that boto3 left incomplete: after the repair the live call answers 200, and taken back the account is as boto3
/// saw it before.
/// </summary>
public sealed class RepairDomainTests
{
    private const string Name = "pets.example.com";

    [Fact]
    public async Task A_zone_for_all_APIs_gets_the_record_that_stands_for_them()
    {
        using RepairedCall call = await RepairedCall.MakeAsync("wildcard");
        await call.ExpectAsync(order => order with { UrlForm = UrlForm.PrivateDns }, ChangeKind.DnsRecord);
    }

    [Fact]
    public async Task A_resolver_that_is_closed_on_53_is_opened_for_the_callers_group()
    {
        using RepairedCall call = await RepairedCall.MakeAsync("resolver");
        await call.ExpectAsync(order => order with { UrlForm = UrlForm.PrivateDns }, ChangeKind.SecurityGroupRule);
    }

    [Theory]
    [InlineData(ChangeKind.DnsRecord, "record")]
    [InlineData(ChangeKind.DomainAssociation, "association")]
    [InlineData(ChangeKind.BasePathMapping, "mapping")]
    [InlineData(ChangeKind.DomainPolicy, "policy")]
    [InlineData(ChangeKind.ZoneAssociation, "zone")]
    [InlineData(ChangeKind.HostedZone, "any zone")]
    public async Task A_custom_domain_gets_what_it_lacks(ChangeKind kind, string lacks)
    {
        using RepairedCall call = await RepairedCall.MakeAsync(lacks);
        await call.ExpectAsync(order => order with { DomainName = Name, UrlForm = UrlForm.CustomDomain }, kind);
    }

    [Fact]
    public async Task A_custom_domain_gets_everything_it_lacks_at_once()
    {
        using RepairedCall call = await RepairedCall.MakeAsync("zone", "record", "association", "mapping", "policy");
        await call.ExpectAsync(
            order => order with { DomainName = Name, UrlForm = UrlForm.CustomDomain },
            ChangeKind.ZoneAssociation,
            ChangeKind.DnsRecord,
            ChangeKind.DomainAssociation,
            ChangeKind.BasePathMapping,
            ChangeKind.DomainPolicy
        );
    }

    private sealed class RepairedCall(ReadScene scene, string ids, string before) : IDisposable
    {
        public static async Task<RepairedCall> MakeAsync(params string[] faults)
        {
            ReadScene scene = await ReadScene.MakeAsync();
            string ids = JsonSerializer.Serialize(
                new Dictionary<string, string>
                {
                    ["vpc"] = scene.Calls.Network.VpcId,
                    ["vpce"] = scene.Calls.Endpoint.VpcEndpointId,
                    ["api"] = scene.Calls.Api.RestApiId,
                }
            );
            return new RepairedCall(scene, ids, await StateAsync(scene, ids, faults));
        }

        public async Task ExpectAsync(Func<TestRequest, TestRequest> ask, params ChangeKind[] kinds)
        {
            TestRequest order = ask(scene.Order);
            (PathVerdict broken, _) = await scene.TestAsync(order);
            Assert.Equal(Verdict.Blocked, broken.Verdict);

            ApiRepair repair = new(scene.Calls.Lab.Session);
            TestResult tested = TestResults.Create(broken) with { Input = TestAgain.Input(order, broken.Evaluation) };
            IReadOnlyList<Change> plan = ApiRepair.Plan(await repair.LookAsync(tested, null, LabScene.Stop));
            Assert.Equal(kinds, plan.Select(change => change.Kind));
            IReadOnlyList<MadeChange> made = await repair.MakeAsync(plan, scene.Calls.Lab.ProgressEvents, LabScene.Stop);

            (PathVerdict after, _) = await scene.TestAsync(order);
            Assert.True(after.Verdict == Verdict.Reachable, $"{Remedy.Text(plan)} left {after.Verdict}");
            (int status, string body) = await LabCalls.MakeAsync(
                scene.Calls.Lab,
                order,
                after,
                LabCaller.Subnet(scene.Calls.Network.PublicSubnetId[0], [scene.Calls.Network.SecurityGroupId!])
            );
            Assert.True(status == 200, $"after {Remedy.Text(plan)} the call got {status} {body}");
            Assert.NotEqual(before, await StateAsync(scene, ids));

            await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
            Assert.Equal(before, await StateAsync(scene, ids));
        }

        public void Dispose() => scene.Dispose();

        private static async Task<string> StateAsync(ReadScene scene, string ids, params string[] faults) =>
            (await Peer.BotoAsync("repair_domains.py", scene.Calls.Lab.Lab.Listen(), [ids, .. faults])).GetString()!;
    }
}
