using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>Users and roles that boto3 makes (tests/peers/signers.py) call a method with AWS_IAM.</summary>
public sealed class SignerCallTests
{
    // Table A of the API Gateway guide with a resource policy that is silent: what the signer's own policies say.
    private static readonly string[] Allowed = ["caller", "attached", "member", "bounded", "admin", "tagged", "app", "invoker", "shared"];

    [Fact]
    [Trait(ReportTests.Scene, "35")]
    public async Task What_is_predicted_of_a_signers_call_is_what_it_gets_and_an_independent_simulator_agrees()
    {
        using EmbeddedAws lab = new(new LabOptions { PendingTime = TimeSpan.Zero, RoleTime = TimeSpan.Zero });
        JsonElement scene = await Peer.BotoAsync("signers.py", lab.Listen());
        List<object> questions = [];
        foreach (JsonElement signer in scene.GetProperty("signers").EnumerateArray())
        {
            string name = signer.GetProperty("name").GetString()!;
            (PathVerdict verdict, _) = await TestAsync(lab, scene, signer.GetProperty("arn").GetString()!);
            Finding finding = verdict[CheckName.MethodAuthorization];
            Assert.Equal((name, Allowed.Contains(name) ? 200 : 403), (name, signer.GetProperty("status").GetInt32()));
            Assert.Equal((name, Allowed.Contains(name) ? CheckStatus.Passed : CheckStatus.Failed), (name, finding.Status));
            Assert.Equal((name, Allowed.Contains(name) ? "{}" : verdict.Answer?.Body), (name, signer.GetProperty("body").GetString()));
            Assert.Contains(verdict.Evaluation.Signer!.Words, finding.Message, StringComparison.Ordinal);
            questions.Add(Question(verdict, Allowed.Contains(name)));
        }

        using TempFolder folder = new();
        string file = folder.File("signers.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(questions), TestContext.Current.CancellationToken);
        JsonElement said = await Peer.NodeAsync("signers.mjs", "@cloud-copilot/iam-simulate", file);
        Assert.Empty(said.GetProperty("problems").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(questions.Count, said.GetProperty("agreed").GetInt32());
    }

    [Theory]
    [InlineData("ListRolePolicies", "app", "iam:ListRolePolicies")]
    [InlineData("GetRolePolicy", "app", "iam:GetRolePolicy")]
    [InlineData("GetPolicyVersion", "shared", "iam:GetPolicyVersion")]
    [InlineData("ListGroupsForUser", "member", "iam:ListGroupsForUser")]
    [InlineData("GetGroupPolicy", "member", "iam:GetGroupPolicy")]
    [InlineData("GetUser", "caller", "iam:GetUser")]
    public async Task A_denied_read_decides_nothing_and_is_named(string operation, string name, string permission)
    {
        using EmbeddedAws lab = new(new LabOptions { PendingTime = TimeSpan.Zero, RoleTime = TimeSpan.Zero });
        JsonElement scene = await Peer.BotoAsync("signers.py", lab.Listen());
        JsonElement signer = scene.GetProperty("signers").EnumerateArray().First(item => item.GetProperty("name").GetString() == name);
        (PathVerdict verdict, _) = await TestAsync(lab, scene, signer.GetProperty("arn").GetString()!, operation);
        Finding finding = verdict[CheckName.MethodAuthorization];
        Assert.Equal(CheckStatus.Skipped, finding.Status);
        Assert.Contains($"{permission} is denied", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Verdict.Unknown, verdict.Verdict);
    }

    [Fact]
    public async Task Identity_policies_are_read_only_for_a_signer_of_a_method_that_wants_a_signature()
    {
        using EmbeddedAws lab = new(new LabOptions { PendingTime = TimeSpan.Zero, RoleTime = TimeSpan.Zero });
        JsonElement scene = await Peer.BotoAsync("signers.py", lab.Listen());
        (_, ReadHandler unsigned) = await TestAsync(lab, scene, null);
        Assert.DoesNotContain(unsigned.Count.Keys, IsIam);
        (_, ReadHandler foreign) = await TestAsync(lab, scene, "arn:aws:iam::999999999999:role/app");
        Assert.DoesNotContain(foreign.Count.Keys, IsIam);

        using ReadScene open = await ReadScene.MakeAsync();
        (_, ReadHandler none) = await open.TestAsync(open.Order with { Principal = "arn:aws:iam::123456789012:role/app" });
        Assert.DoesNotContain(none.Count.Keys, IsIam);
    }

    private static bool IsIam(string operation) =>
        operation.Contains("Role", StringComparison.Ordinal)
        || operation.Contains("User", StringComparison.Ordinal)
        || operation.Contains("Group", StringComparison.Ordinal) && !operation.Contains("SecurityGroup", StringComparison.Ordinal);

    private static async Task<(PathVerdict Verdict, ReadHandler Reads)> TestAsync(
        EmbeddedAws lab,
        JsonElement scene,
        string? principal,
        params string[] denied
    )
    {
        ReadHandler handler = new(lab.CreateHandler(), denied);
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
        TestRequest request = new()
        {
            Apis = [(scene.GetProperty("api").GetString()!, null)],
            StageName = "demo",
            Path = "/pets",
            Principal = principal,
            Caller = new CallerRequest
            {
                SubnetIds = [scene.GetProperty("subnet").GetString()!],
                SecurityGroupIds = [scene.GetProperty("group").GetString()!],
            },
        };
        CancellationToken stop = TestContext.Current.CancellationToken;
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, stop).FirstAsync(stop);
        return (PathEngine.Judge(taken.Snapshot, taken.Calls[0]), handler);
    }

    private static object Question(PathVerdict verdict, bool isAllowed)
    {
        EvaluationContext evaluation = verdict.Evaluation;
        SignerFact signer = Assert.Single(evaluation.Snapshot.Signers);
        return new
        {
            signer.Principal,
            evaluation.Request.Resource,
            Policies = signer.Policies.Select(policy => policy.Text),
            Boundary = signer.Boundary?.Text,
            ResourcePolicy = evaluation.Policy(evaluation.Deployed!.Text)!.ToJson(),
            Keys = evaluation.Request.Context.ToDictionary(key => key.Key, key => key.Value[0]),
            IsAllowed = isAllowed,
        };
    }
}
