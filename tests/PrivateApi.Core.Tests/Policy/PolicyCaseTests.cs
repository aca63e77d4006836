using System.Text.Json;
using PrivateApi.Policies;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// 1,500 cases decided by an independent IAM simulator. Where a page of AWS contradicts it, departures.json quotes the page and
/// says how the simulator reads the text instead: with that reading put in, the case has to agree as well.
/// </summary>
public sealed class PolicyCaseTests
{
    private static readonly JsonElement[] Departures =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(CaseFile.Folder, "departures.json"))).RootElement.EnumerateArray()];

    [Fact]
    public void Every_case_of_the_independent_simulator_agrees_but_for_the_departures_that_AWS_itself_states()
    {
        List<string> wrong = [];
        int count = 0;
        foreach ((string id, string part, string policy, AccessRequest request, string expected) in Cases())
        {
            count++;
            string actual = Decide(policy, part, request);
            string withDeparture = Decide(Departures.Aggregate(policy, AsTheSimulatorReads), part, request);
            if (withDeparture != expected || (actual != expected && Departures.All(d => AsTheSimulatorReads(policy, d) == policy)))
            {
                wrong.Add($"{id} {part}: expected {expected}, got {actual}");
            }
        }

        Assert.Equal(1744, count);
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong.Take(20))}");
    }

    [Fact]
    public void The_runner_of_case_files_gives_one_result_a_case_and_says_why_one_failed()
    {
        PolicyCaseResult[] results = [.. PolicyCaseFile.Run(Path.Combine(CaseFile.Folder, "policy-cases.jsonl"))];
        Assert.Equal(1500, results.Length);
        Assert.Equal("11-0", results[0].Id);
        Assert.Equal("resourcePolicy ImplicitlyDenied, endpointPolicy ImplicitlyDenied", results[0].Expected);
        Assert.True(results[0].Passed);
        PolicyCaseResult failed = results.First(r => !r.Passed);
        Assert.NotEqual(failed.Expected, failed.Actual);
        Assert.NotEmpty(failed.Reason!);

        // What failed is what the departures explain; the first fact of this class proves it case by case.
        Assert.InRange(results.Count(r => !r.Passed), 1, 60);
    }

    [Fact]
    public void Departures_are_few_and_each_decides_a_case_and_quotes_AWS()
    {
        Assert.InRange(Departures.Length, 0, 10);
        foreach (JsonElement departure in Departures)
        {
            Assert.NotEmpty(departure.GetProperty("quote").GetString()!);
            Assert.Contains(Cases(), c => Decide(c.Policy, c.Part, c.Request) != c.Expected
                && Decide(AsTheSimulatorReads(c.Policy, departure), c.Part, c.Request) == c.Expected);
        }
    }

    [Fact]
    public void Any_other_file_of_cases_agrees_too()
    {
        // PRIVATEAPI_POLICY_CASES names a file of the same form; tests/Benchmarks/cases.mjs makes such files of any size.
        string? file = Environment.GetEnvironmentVariable("PRIVATEAPI_POLICY_CASES");
        Assert.SkipUnless(file is not null, "PRIVATEAPI_POLICY_CASES names no file");
        List<string> wrong = [.. Cases(file)
            .Select(c => (c.Id, c.Expected, Actual: Decide(Departures.Aggregate(c.Policy, AsTheSimulatorReads), c.Part, c.Request)))
            .Where(c => c.Expected != c.Actual)
            .Select(c => $"{c.Id}: expected {c.Expected}, got {c.Actual}")];
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong.Take(30))}");
    }

    private static IEnumerable<(string Id, string Part, string Policy, AccessRequest Request, string Expected)> Cases(string file = "policy-cases.jsonl")
    {
        foreach (JsonElement line in CaseFile.Read(file))
        {
            AccessRequest request = CaseFile.Request(line.GetProperty("request"));
            foreach (JsonProperty expected in line.GetProperty("expected").EnumerateObject())
            {
                yield return (line.GetProperty("id").GetString()!, expected.Name, line.GetProperty(expected.Name).GetRawText(), request, expected.Value.GetString()!);
            }
        }
    }

    private static string AsTheSimulatorReads(string policy, JsonElement departure) => policy.Replace(
        $"\"{departure.GetProperty("policyText").GetString()}\"", $"\"{departure.GetProperty("simulatorReadsAs").GetString()}\"", StringComparison.Ordinal);

    private static string Decide(string policy, string part, AccessRequest request) => PolicyEvaluator.Evaluate(
        PolicyDocument.Parse(policy), request, part == "endpointPolicy" ? PolicyUse.Endpoint : PolicyUse.Resource).Effect.ToString();
}
