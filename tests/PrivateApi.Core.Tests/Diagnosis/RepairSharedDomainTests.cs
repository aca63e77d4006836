using System.Text.Json;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using Change = PrivateApi.Reachability.Changes.Change;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A call by a custom domain name between two accounts: each side makes what it owns (API Gateway guide, "Tasks of API providers and API
/// consumers for custom domain names for private APIs"), and after both the call gets through.
/// </summary>
public sealed class RepairSharedDomainTests
{
    private const string Provider = "123456789012";
    private const string Consumer = "210987654321";
    private const string Name = "private.example.com";

    private static readonly ChangeKind[] Consumers = [ChangeKind.HostedZone, ChangeKind.DomainAssociation];
    private static readonly ChangeKind[] Providers = [ChangeKind.BasePathMapping, ChangeKind.DomainPolicy];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_account_makes_its_part_whichever_comes_first(bool isConsumerFirst)
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("shared_domain.py", lab.Listen(), "build");
        using AwsSession provider = LabScene.OpenAs(lab, Provider),
            consumer = LabScene.OpenAs(lab, Consumer);
        await Peer.BotoAsync("shared_domain.py", lab.Listen(), "share", ids.GetRawText());
        await BreakAsync(provider, consumer, ids);

        TestResult tested = await TestAsync(provider, consumer, ids);
        Assert.Equal(Verdict.Blocked, tested.Verdict);
        AwsSession[] order = isConsumerFirst ? [consumer, provider] : [provider, consumer];
        foreach (AwsSession session in order)
        {
            ApiRepair repair = new(session);
            IReadOnlyList<Change> plan = ApiRepair.Plan(await repair.LookAsync(tested, null, LabScene.Stop), tested);
            Assert.Equal((session == consumer ? Consumers : Providers).Order(), plan.Select(change => change.Kind).Order());
            await repair.MakeAsync(plan, new RecordedNotices(), LabScene.Stop);
        }

        Assert.Equal(Verdict.Reachable, (await TestAsync(provider, consumer, ids)).Verdict);
    }

    private static async Task BreakAsync(AwsSession provider, AwsSession consumer, JsonElement ids)
    {
        string id = ids.GetProperty("id").GetString()!;
        await provider.ApiGateway.DeleteBasePathMappingAsync(
            new DeleteBasePathMappingRequest
            {
                DomainName = Name,
                DomainNameId = id,
                BasePath = "shop",
            },
            LabScene.Stop
        );
        await provider.ApiGateway.UpdateDomainNameAsync(
            new UpdateDomainNameRequest
            {
                DomainName = Name,
                DomainNameId = id,
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = "replace",
                        Path = "/policy",
                        Value = PolicyTemplates.SourceVpce("vpce-0123456789abcdef0").ToJson(),
                    },
                ],
            },
            LabScene.Stop
        );
        HostedZone zone = (await HostedZones.NamedAsync(consumer, Name, isPrivate: true, LabScene.Stop))[0];
        await new AssociationRemoval(consumer).RemoveZoneAsync(zone.Id, Name, new RecordedNotices(), LabScene.Stop);
    }

    private static async Task<TestResult> TestAsync(AwsSession provider, AwsSession consumer, JsonElement ids)
    {
        TestRequest request = new()
        {
            Apis = [(ids.GetProperty("api").GetString()!, null)],
            StageName = "prod",
            Path = "/",
            DomainName = Name,
            UrlForm = UrlForm.CustomDomain,
            IsCallerElsewhere = true,
            Caller = new CallerRequest
            {
                SubnetIds = [ids.GetProperty("subnet").GetString()!],
                SecurityGroupIds = [ids.GetProperty("group").GetString()!],
            },
        };
        SnapshotCase taken = await new ApiTester(provider, consumer).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        PathVerdict verdict = PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
        return TestResults.Create(verdict) with { Input = TestAgain.Input(request, verdict.Evaluation) };
    }
}
