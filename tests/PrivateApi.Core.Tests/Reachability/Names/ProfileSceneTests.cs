using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// Hub and spoke, built with boto3: what a Route 53 Profile brings to the spoke is what the diagnosis reads, and what the lab's call gets.
/// </summary>
public sealed class ProfileSceneTests
{
    private const string Provider = "123456789012";
    private const string Consumer = "210987654321";

    private static readonly (string Step, CheckName? Check, string Says, CallFailure Failure, int? Code)[] Steps =
    [
        ("without", CheckName.NameResolves, "has no execute-api endpoint of its own", CallFailure.NameNotResolved, null),
        ("zone", null, "by Route 53 Profile rp-", CallFailure.None, 200),
        ("zone without the wildcard", CheckName.NameResolves, "Edit-R53ResourceRecordSet", CallFailure.NameNotResolved, null),
        ("endpoint", null, "by Route 53 Profile rp-", CallFailure.None, 200),
        ("endpoint without private DNS", CheckName.NameResolves, "whose private DNS is off", CallFailure.NameNotResolved, null),
        ("rule", null, "by Route 53 Profile rp-", CallFailure.None, 200),
        ("own zone first", CheckName.NameResolves, "10.0.9.9", CallFailure.ConnectTimeout, null),
        ("the Profile's is more specific", null, "by Route 53 Profile rp-", CallFailure.None, 200),
        ("own name", CheckName.NameResolves, "has no zone, rule or endpoint for it", CallFailure.NameNotResolved, null),
    ];

    [Theory]
    [InlineData("peering")]
    [InlineData("transit")]
    public async Task What_a_Profile_brings_to_the_spoke_decides_the_name_there(string way)
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("profile_scene.py", lab.Listen(), "build", way);
        using AwsSession session = LabScene.OpenAs(lab, Provider);
        JsonElement live = default;
        foreach ((string step, CheckName? check, string says, CallFailure failure, int? code) in Steps)
        {
            live = await Peer.BotoAsync("profile_scene.py", lab.Listen(), step, way, ids.GetRawText());
            PathVerdict verdict = await JudgeAsync(new ApiTester(session), ids);
            TestResult result = TestResults.Create(verdict);
            string said = string.Join(
                "; ",
                verdict.Findings.Select(item => $"{item.Name} {item.Finding.Status} {item.Finding.Message} | {item.Finding.Remedy}")
            );
            Assert.True((failure, code) == (result.PredictedFailure, result.PredictedStatusCode), $"{step}: {said}");
            Assert.Equal((step, failure.ToString(), code), (step, live.GetProperty("failure").GetString(), Status(live)));
            Assert.Equal(
                (step, check),
                (
                    step,
                    verdict
                        .Findings.Where(item => item.Finding.Status == CheckStatus.Failed)
                        .Select(item => (CheckName?)item.Name)
                        .SingleOrDefault()
                )
            );
            Finding name = verdict[CheckName.NameResolves];
            Assert.True($"{name.Message} {name.Remedy}".Contains(says, StringComparison.Ordinal), $"{step}: {said}");
        }

        Assert.Equal(Steps.Select(item => item.Step), live.GetProperty("scenes").EnumerateArray().Select(item => item.GetString()));
    }

    [Theory]
    [InlineData("zone", "")]
    [InlineData("endpoint", "vpce-")]
    [InlineData("rule", "rslvr-rr-")]
    public async Task What_a_Profile_of_another_account_carries_is_not_guessed_at(string step, string kind)
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("profile_scene.py", lab.Listen(), "build", "shared");
        using AwsSession provider = LabScene.OpenAs(lab, Provider),
            consumer = LabScene.OpenAs(lab, Consumer);
        JsonElement live = await Peer.BotoAsync("profile_scene.py", lab.Listen(), step, "shared", ids.GetRawText());
        Assert.Equal(200, Status(live));
        PathVerdict verdict = await JudgeAsync(new ApiTester(provider, consumer), ids);
        Finding name = verdict[CheckName.NameResolves];
        Assert.Equal((CheckStatus.Skipped, Verdict.Unknown), (name.Status, verdict.Verdict));
        Assert.Contains($"account {Provider} can look, account {Consumer} cannot read it", name.Message, StringComparison.Ordinal);
        Assert.Contains($"{kind}", name.Message, StringComparison.Ordinal);
        Assert.Matches("of Route 53 Profile rp-[0-9a-f]+ on vpc-[0-9a-f]+ says otherwise", name.Message);
    }

    [Theory]
    [InlineData("ListProfileAssociations", "unless a Route 53 Profile of vpc-", "route53profiles:ListProfileAssociations is denied")]
    [InlineData(
        "ListProfileResourceAssociations",
        "unless a Route 53 Profile of vpc-",
        "route53profiles:ListProfileResourceAssociations is denied"
    )]
    [InlineData("GetHostedZone", "of Route 53 Profile rp-", "route53:GetHostedZone is denied")]
    [InlineData("ListResourceRecordSets", "but its records could not be read", "route53:ListResourceRecordSets is denied")]
    public async Task What_may_not_be_read_of_a_Profile_blocks_nothing(string operation, string says, string permission)
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("profile_scene.py", lab.Listen(), "build", "peering");
        await Peer.BotoAsync("profile_scene.py", lab.Listen(), "zone", "peering", ids.GetRawText());
        using AwsSession session = Tapped(new ReadHandler(lab.CreateHandler(), operation));
        PathVerdict verdict = await JudgeAsync(new ApiTester(session), ids);
        Finding name = verdict[CheckName.NameResolves];
        Assert.Equal((CheckStatus.Skipped, Verdict.Unknown), (name.Status, verdict.Verdict));
        Assert.Contains(says, name.Message, StringComparison.Ordinal);
        Assert.Contains(permission, name.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_are_read_where_they_could_decide_and_nowhere_else()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("profile_scene.py", lab.Listen(), "build", "peering");
        await Peer.BotoAsync("profile_scene.py", lab.Listen(), "without", "peering", ids.GetRawText());
        ReadHandler none = new(lab.CreateHandler());
        using AwsSession before = Tapped(none);
        await JudgeAsync(new ApiTester(before), ids);
        Assert.Equal((1, 0), (none.Count["ListProfileAssociations"], none.Count.GetValueOrDefault("ListProfileResourceAssociations")));

        await Peer.BotoAsync("profile_scene.py", lab.Listen(), "zone", "peering", ids.GetRawText());
        ReadHandler reads = new(lab.CreateHandler());
        using AwsSession spoke = Tapped(reads);
        await JudgeAsync(new ApiTester(spoke), ids);
        Assert.Equal(
            (1, 1, 1, 1),
            (
                reads.Count["ListProfileAssociations"],
                reads.Count["ListProfileResourceAssociations"],
                reads.Count["GetHostedZone"],
                reads.Count["ListResourceRecordSets"]
            )
        );

        // Private DNS of the hub's own endpoint answers there.
        await Peer.BotoAsync("profile_scene.py", lab.Listen(), "endpoint", "peering", ids.GetRawText());
        ReadHandler ordinary = new(lab.CreateHandler());
        using AwsSession hub = Tapped(ordinary);
        Assert.Equal(Verdict.Reachable, (await JudgeAsync(new ApiTester(hub), ids, "hub")).Verdict);
        Assert.DoesNotContain(ordinary.Count.Keys, operation => operation.StartsWith("ListProfile", StringComparison.Ordinal));

        // It does not answer other names.
        ReadHandler own = new(lab.CreateHandler());
        using AwsSession other = Tapped(own);
        await JudgeAsync(new ApiTester(other), ids, "hub", "api.example.com");
        Assert.Equal(1, own.Count["ListProfileAssociations"]);
    }

    private static AwsSession Tapped(ReadHandler handler) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );

    private static async Task<PathVerdict> JudgeAsync(ApiTester tester, JsonElement ids, string from = "spoke", string? host = null)
    {
        JsonElement spoke = ids.GetProperty(from);
        TestRequest request = new()
        {
            Apis = [(ids.GetProperty("api").GetString()!, null)],
            StageName = "demo",
            Path = "/pets",
            UrlForm = UrlForm.PrivateDns,
            UrlHost = host,
            Caller = new CallerRequest
            {
                SubnetIds = [spoke.GetProperty("subnet").GetString()!],
                SecurityGroupIds = [spoke.GetProperty("group").GetString()!],
            },
        };
        SnapshotCase taken = await tester.TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    private static int? Status(JsonElement live) =>
        live.GetProperty("status").ValueKind == JsonValueKind.Null ? null : live.GetProperty("status").GetInt32();
}
