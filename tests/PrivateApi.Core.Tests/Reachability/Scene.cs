using System.Collections.Concurrent;
using PrivateApi.Diagnosis;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// A VPC with an execute-api endpoint in two zones, a private API with a stage, and a caller in a third subnet; everything is
/// open until a test closes it. Changes make a new scene.
/// </summary>
internal sealed record Scene
{
    public const string Account = "123456789012";
    public const string Api = "abc123def4";
    public const string Vpce = "vpce-0a1b2c3d";
    public const string DefaultHost = $"{Api}.execute-api.eu-west-1.amazonaws.com";
    public const string AliasHost = $"{Api}-{Vpce}.execute-api.eu-west-1.amazonaws.com";
    public const string EndpointHost = $"{Vpce}-x1y2z3.execute-api.eu-west-1.vpce.amazonaws.com";
    public const string ZonalHost = $"{Vpce}-x1y2z3-eu-west-1b.execute-api.eu-west-1.vpce.amazonaws.com";

    /// <summary>Template R1 of AWS's examples: everybody, but only through the endpoint.</summary>
    public static readonly string OnlyThroughEndpoint = PolicyTemplates.SourceVpce(Vpce).ToJson();

    /// <summary>Takes each scene that is judged, for a test that wants to know them; null for none.</summary>
    public static AsyncLocal<ConcurrentQueue<Scene>?> Judged { get; } = new();

    private PathVerdict? _verdict;

    public required AccountSnapshot Snapshot { get; init; }

    public required PathCall Call { get; init; }

    public PathVerdict Verdict => _verdict ??= Judge();

    /// <summary>What the user sees of it.</summary>
    public PrivateApi.Model.TestResult Shown => TestResults.Create(Verdict);

    /// <summary>The same without the promises that hold in every scene, for hostile twins of one.</summary>
    public PrivateApi.Model.TestResult Unchecked => TestResults.Create(PathEngine.Judge(Snapshot, Call));

    public Finding this[CheckName name] => Verdict[name];

    public static Scene Open() =>
        new()
        {
            Snapshot = AccountFacts.Account(),
            Call = new PathCall
            {
                RestApiId = Api,
                StageName = "demo",
                Path = "/pets",
                Caller = AccountFacts.AtHome,
            },
        };

    public Scene With(Func<AccountSnapshot, AccountSnapshot> change) => this with { Snapshot = change(Snapshot), _verdict = null };

    public Scene Calling(Func<PathCall, PathCall> change) => this with { Call = change(Call), _verdict = null };

    public Scene From(Func<Caller, Caller> change) => Calling(call => call with { Caller = change(call.Caller) });

    public Scene WithApi(Func<ApiFact, ApiFact> change) => With(s => s with { Apis = [.. s.Apis.Select(change)] });

    public Scene WithStage(Func<StageFact, StageFact> change) => WithApi(api => api with { Stages = [.. api.Stages.Select(change)] });

    public Scene WithMethod(Func<MethodFact, MethodFact> change) =>
        WithStage(stage => stage with { Methods = [.. stage.Methods.Select(method => method.Path == "/pets" ? change(method) : method)] });

    public Scene WithEndpoint(Func<EndpointFact, EndpointFact> change) => With(s => s with { Endpoints = [.. s.Endpoints.Select(change)] });

    public Scene WithVpc(Func<VpcFact, VpcFact> change) => With(s => s with { Vpcs = [.. s.Vpcs.Select(change)] });

    public Scene WithSigner(Func<SignerFact, SignerFact> change) => With(s => s with { Signers = [.. s.Signers.Select(change)] });

    /// <summary>A resource policy of the API that is deployed as well.</summary>
    public Scene WithResourcePolicy(string policy) =>
        WithApi(api => api with { Policy = policy }).WithStage(stage => stage with { ExportedPolicy = policy });

    /// <summary>A group's rules in place of those it has.</summary>
    public Scene WithGroup(string id, params SecurityGroupRuleFact[] rules) =>
        With(s => s with { SecurityGroups = [.. s.SecurityGroups.Select(group => group.Id == id ? group with { Rules = rules } : group)] });

    /// <summary>An ACL of a subnet's own.</summary>
    public Scene WithAcl(string subnetId, params NetworkAclEntryFact[] entries) =>
        With(s =>
            s with
            {
                NetworkAcls =
                [
                    .. s.NetworkAcls,
                    new NetworkAclFact
                    {
                        Id = $"acl-{subnetId[7..]}",
                        VpcId = s.Index.Subnet(subnetId)!.VpcId,
                        SubnetIds = [subnetId],
                        Entries = entries,
                    },
                ],
            }
        );

    /// <summary>A route table of a subnet's own.</summary>
    public Scene WithTable(string subnetId, params RouteFact[] routes) =>
        With(s =>
            s with
            {
                RouteTables =
                [
                    .. s.RouteTables,
                    new RouteTableFact
                    {
                        Id = $"rtb-{subnetId[7..]}",
                        VpcId = s.Index.Subnet(subnetId)!.VpcId,
                        SubnetIds = [subnetId],
                        Routes = routes,
                    },
                ],
            }
        );

    /// <summary>Nothing of a list was read.</summary>
    public Scene Denied(string subject, string permission, Func<AccountSnapshot, AccountSnapshot> change) =>
        With(s =>
            change(s) with
            {
                Denied =
                [
                    .. s.Denied,
                    new DeniedRead
                    {
                        Subject = subject,
                        Permission = permission,
                        Message = "not authorized",
                    },
                ],
            }
        );

    /// <summary>Asserts what one check says; the parts are looked for in its message and remedy.</summary>
    public Scene Expect(CheckName name, CheckStatus status, params string[] parts)
    {
        Finding finding = this[name];
        string text = $"{finding.Message} | {Shown.Check.First(check => check.Name == name).Remedy}";
        Assert.True(status == finding.Status, $"{name} is {finding.Status}: {text}");
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        return this;
    }

    public Scene Expect(Verdict verdict)
    {
        Assert.True(
            verdict == Verdict.Verdict,
            $"{Verdict.Verdict}: "
                + $"{string.Join("; ", Verdict.Findings.Where(item => item.Finding.Status is CheckStatus.Failed or CheckStatus.Skipped).Select(item => $"{item.Name} {item.Finding.Status}: {item.Finding.Message}"))}"
        );
        return this;
    }

    /// <summary>Asserts that the call is predicted to break before an answer.</summary>
    public Scene Expect(CallFailure failure)
    {
        Assert.Equal(failure, Verdict.Failure);
        Assert.Null(Verdict.Answer);
        Assert.False(Verdict.Arrives);
        return this;
    }

    /// <summary>Asserts the gateway's predicted answer.</summary>
    public Scene ExpectAnswer(int status, string errorType, string message)
    {
        Assert.Equal(CallFailure.None, Verdict.Failure);
        Assert.False(Verdict.Arrives);
        Assert.Equal((status, errorType, message), (Verdict.Answer?.StatusCode, Verdict.Answer?.ErrorType, Verdict.Answer?.Message));
        return this;
    }

    /// <summary>Asserts that nothing is predicted.</summary>
    public Scene ExpectNoPrediction()
    {
        Assert.Null(Verdict.Failure);
        Assert.Null(Verdict.Answer);
        return this;
    }

    private PathVerdict Judge()
    {
        PathVerdict verdict = PathEngine.Judge(Snapshot, Call);
        Judged.Value?.Enqueue(this);

        // Promises that hold in every scene.
        Assert.Equal(Enum.GetValues<CheckName>(), verdict.Findings.Select(item => item.Name));
        Assert.All(verdict.Findings, item => Assert.NotEqual(string.Empty, item.Finding.Message));
        AreLiteral(verdict);
        foreach (string suffix in HostileTwin.Suffixes)
        {
            AccountSnapshot twin = HostileTwin.Of(Snapshot, suffix);
            Assert.All(HostileTwin.Of(Call, suffix), call => AreLiteral(PathEngine.Judge(twin, call)));
        }

        return verdict;
    }

    /// <summary>Whoever names things in an account does not get code into what people paste.</summary>
    private static void AreLiteral(PathVerdict verdict) =>
        Assert.All(
            verdict.Findings.SelectMany(item => item.Finding.Remedy?.Commands ?? []),
            command => TypedCommand.IsLiteral(command.ToString())
        );
}
