using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Cases;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// 1,500 cases decided by an independent IAM simulator. Where a page of AWS contradicts it, departures.json quotes the page and
/// says how the simulator reads the text instead: with that reading put in, the case has to agree.
/// </summary>
public sealed class PolicyCaseTests : IDisposable
{
    private const string Allowing =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:VpcSourceIp":"0.0.0.0/0"}}}}""";

    private const string Case =
        """{"id":"one","resourcePolicy":"""
        + Allowing
        + ""","request":{"resource":"arn:aws:execute-api:eu-west-1:123456789012:abc/demo/GET/","context":{"aws:VpcSourceIp":"10.0.0.1"}},"expected":{"resourcePolicy":"ImplicitlyDenied"}}""";

    private const string Departure =
        """{"policyText":"0.0.0.0/0","simulatorReadsAs":"0.0.0.0/32","why":"Reads it as one address.","quote":"CIDR format","source":"IAM User Guide"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("privateapi-cases").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_1500_cases_of_the_independent_simulator_pass_and_where_AWS_decides_otherwise_its_words_are_shown()
    {
        PolicyCaseResult[] results = [.. PolicyCaseFile.Run(Path.Combine(CaseFile.Folder, "policy-cases.jsonl"))];
        Assert.Equal(1500, results.Length);
        Assert.Equal("11-0", results[0].Id);
        Assert.Equal("resourcePolicy ImplicitlyDenied, endpointPolicy ImplicitlyDenied", results[0].Expected);
        Assert.Equal([], results.Where(r => !r.Passed).Select(r => r.ToString()));
        Assert.All(results, r => Assert.Equal(r.Expected == r.Actual, r.Departure is null));
        Assert.All(results, r => Assert.Null(r.Reason));

        // Few, and every entry is needed.
        PolicyCaseResult[] departing = [.. results.Where(r => r.Departure is not null)];
        Assert.InRange(departing.Length, 1, 59);
        Assert.Equal(Entries().Order(), departing.SelectMany(r => r.Departure!).Select(d => d.PolicyText).Distinct().Order());
    }

    [Fact]
    public void Read_as_the_simulator_reads_no_case_differs()
    {
        // Nor do the departures spoil a case that agrees without them.
        string file = Write(
            "as-read.jsonl",
            File.ReadAllText(Path.Combine(CaseFile.Folder, "policy-cases.jsonl"))
                .Replace("\"0.0.0.0/0\"", "\"0.0.0.0/32\"", StringComparison.Ordinal)
                .Replace(
                    "\"arn:aws:execute-api:eu-west-1:123456789012:*/*\"",
                    "\"arn:aws:execute-api:eu-west-1:123456789012:-/*\"",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal([], PolicyCaseFile.Run(file).Where(r => !r.Passed).Select(r => r.ToString()));
    }

    [Fact]
    public void Without_departures_beside_the_file_it_is_plain_comparison_and_the_reason_is_given()
    {
        PolicyCaseResult result = Assert.Single(PolicyCaseFile.Run(Write("cases.jsonl", Case)));
        Assert.False(result.Passed);
        Assert.Equal(("ImplicitlyDenied", "Allowed"), (result.Expected, result.Actual));
        Assert.Contains("10.0.0.1 against 0.0.0.0/0", result.Reason, StringComparison.Ordinal);
        Assert.Null(result.Departure);
    }

    [Fact]
    public void With_a_departure_beside_it_the_case_passes_and_says_why()
    {
        Write("departures.json", $"[{Departure}]");
        PolicyCaseResult result = Assert.Single(PolicyCaseFile.Run(Write("cases.jsonl", Case)));
        Assert.True(result.Passed);
        Assert.Equal("Allowed", result.Actual);
        Assert.Equal(("CIDR format", "IAM User Guide"), (Assert.Single(result.Departure!).Quote, result.Departure![0].Source));
        Assert.Contains("Reads it as one address.", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_departure_explains_whole_values_only_and_nothing_else()
    {
        Write("departures.json", $"[{Departure}]");
        Assert.False(
            Assert
                .Single(PolicyCaseFile.Run(Write("longer.jsonl", Case.Replace("0.0.0.0/0", "10.0.0.0/0", StringComparison.Ordinal))))
                .Passed
        );
        Assert.False(
            Assert
                .Single(
                    PolicyCaseFile.Run(Write("other.jsonl", Case.Replace("ImplicitlyDenied", "ExplicitlyDenied", StringComparison.Ordinal)))
                )
                .Passed
        );
    }

    [Fact]
    public void Two_departures_may_be_needed_at_once()
    {
        string both = Case.Replace("\"0.0.0.0/0\"", "[\"0.0.0.0/0\",\"::/0\",\"10.0.0.0/8\"]", StringComparison.Ordinal);
        Write("departures.json", $"[{Departure},{Departure.Replace("\"0.0.0.0/0\"", "\"10.0.0.0/8\"", StringComparison.Ordinal)}]");
        Assert.Equal(
            ["0.0.0.0/0", "10.0.0.0/8"],
            Assert.Single(PolicyCaseFile.Run(Write("cases.jsonl", both))).Departure!.Select(d => d.PolicyText)
        );
    }

    [Theory]
    [InlineData("quote")]
    [InlineData("source")]
    [InlineData("policyText")]
    [InlineData("simulatorReadsAs")]
    [InlineData("why")]
    public void A_departure_without_its_evidence_is_refused(string name)
    {
        JsonNode entry = JsonNode.Parse(Departure)!;
        entry[name] = " ";
        Write("departures.json", new JsonArray(entry).ToJsonString());
        Assert.Contains($"entry 1 has no {name}", Refused().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[")]
    public void What_is_no_list_of_departures_is_refused(string text)
    {
        Write("departures.json", text);
        Assert.Contains("departures.json", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_ten_departures_are_refused()
    {
        Write("departures.json", $"[{string.Join(',', Enumerable.Repeat(Departure, 11))}]");
        Assert.Contains("11 entries", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_file_of_cases_agrees_too()
    {
        // PRIVATEAPI_POLICY_CASES names a file of the same form; tests/Benchmarks/cases.mjs makes such files of any size.
        string? file = Environment.GetEnvironmentVariable("PRIVATEAPI_POLICY_CASES");
        Assert.SkipUnless(file is not null, "PRIVATEAPI_POLICY_CASES names no file");
        File.Copy(Path.Combine(CaseFile.Folder, "departures.json"), Path.Combine(_folder, "departures.json"));
        List<string> wrong =
        [
            .. PolicyCaseFile.Run(Write("cases.jsonl", File.ReadAllText(file))).Where(r => !r.Passed).Select(r => r.ToString()),
        ];
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong.Take(30))}");
    }

    private static IEnumerable<string> Entries() =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(CaseFile.Folder, "departures.json")))
            .RootElement.EnumerateArray()
            .Select(d => d.GetProperty("policyText").GetString()!);

    private PrivateApiException Refused()
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() => PolicyCaseFile.Run(Write("cases.jsonl", Case)).ToList());
        Assert.Equal("InvalidDepartures", refused.ErrorId);
        return refused;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
