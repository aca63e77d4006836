using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Cases;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Tests.Policy;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Policies and files of cases, changed with their structure in mind, through everything that is done with them.</summary>
public sealed class PolicyTextFuzzTests : IDisposable
{
    private static readonly string[] Lines = [.. File.ReadLines(Path.Combine(CaseFile.Folder, "policy-cases.jsonl")).Take(200)];

    private static readonly JsonNode[] Cases = [.. Lines.Select(line => JsonNode.Parse(line)!)];

    private static readonly string[] Names = ["cases.jsonl", "cases.json", "cases.yaml"];

    private static readonly JsonNode Departures = JsonNode.Parse(File.ReadAllBytes(Path.Combine(CaseFile.Folder, "departures.json")))!;

    private readonly string _folder = Directory.CreateTempSubdirectory("privateapi-fuzz").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_damaged_policy_is_understood_whole_or_refused() =>
        FuzzRun.Each(
            random => JsonMutation.Of(Cases[random.Next(Cases.Length)]["resourcePolicy"]!, random),
            text =>
            {
                PolicyDocument? policy = null;
                if (FuzzRun.Refused(() => policy = PolicyDocument.Parse(text), "InvalidPolicy"))
                {
                    return;
                }

                AccessRequest request = new()
                {
                    Resource = RandomPolicy.Api.ApiArn + "/demo/GET/pets",
                    Context = new RequestKeys { { "aws:SourceVpce", "vpce-1" }, { "aws:VpcSourceIp", "10.0.0.7" } },
                };
                Effect effect = PolicyEvaluator.Evaluate(policy!, request).Effect;
                Assert.Equal(effect, PolicyExplainer.Explain(policy!, request).Effect);
                Assert.Equal(effect, PolicyEvaluator.Evaluate(PolicyDocument.Parse(policy!.ToJson()), request).Effect);
                Assert.True(policy.MeansSame(policy.Expand(RandomPolicy.Api), RandomPolicy.Api));
                Assert.Empty(PolicyDiff.Compare(policy, policy.Expand(RandomPolicy.Api), RandomPolicy.Api));
                Assert.NotNull(PolicyLinter.Lint(policy, new LintContext { Api = RandomPolicy.Api }));
                Assert.NotEmpty(AccessAnalysis.Analyze(policy).Summary);
            }
        );

    [Fact]
    public void A_damaged_identity_policy_is_read_or_refused() =>
        FuzzRun.Each(
            random => JsonMutation.Of(Cases[random.Next(Cases.Length)]["resourcePolicy"]!, random),
            text => FuzzRun.Refused(() => PolicyDocument.ParseIdentity(Encoding.UTF8.GetString(text)), "InvalidPolicy")
        );

    [Fact]
    public void A_damaged_file_of_cases_is_decided_or_refused() =>
        FuzzRun.Each(
            random => (Name: Names[random.Next(Names.Length)], Text: CasesText(random)),
            file =>
                FuzzRun.Refused(
                    () =>
                    {
                        string path = Path.Combine(_folder, file.Name);
                        File.WriteAllBytes(path, file.Text);
                        Assert.All(PolicyCaseFile.Run(path), result => Assert.NotEqual(string.Empty, result.ToString()));
                    },
                    "InvalidPolicyCase",
                    "InputTooLarge"
                )
        );

    [Fact]
    public void Damaged_departures_are_taken_or_refused() =>
        FuzzRun.Each(
            random => JsonMutation.Of(Departures, random),
            text =>
                FuzzRun.Refused(
                    () =>
                    {
                        File.WriteAllBytes(Path.Combine(_folder, "departures.json"), text);
                        string path = Path.Combine(_folder, "case.jsonl");
                        if (!File.Exists(path))
                        {
                            File.WriteAllText(path, Lines[0]);
                        }

                        Assert.Single(PolicyCaseFile.Run(path));
                    },
                    "InvalidDepartures"
                )
        );

    private static byte[] CasesText(Random random)
    {
        JsonNode one = Cases[random.Next(Cases.Length)];
        return random.Next(3) switch
        {
            0 => JsonMutation.Of(one, random),
            1 => [.. JsonMutation.Of(one, random), (byte)'\n', .. JsonMutation.Of(Cases[0], random)],
            _ => JsonMutation.Of(new JsonArray(one.DeepClone(), Cases[0].DeepClone()), random),
        };
    }
}
