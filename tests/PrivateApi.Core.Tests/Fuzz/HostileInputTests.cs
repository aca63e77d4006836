// Over 250 lines: inputs that did harm once, parser by parser.
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Cases;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Inputs that a parser's own exception came out of, each with the words it is refused or taken with now.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const string Denial =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("privateapi-hostile").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("$.snapshot.subnet[1].id")]
    [InlineData("$.snapshot.vpc[0].cidrBlock[0]")]
    [InlineData("$.snapshot.api[0].stage[0].method[0].path")]
    [InlineData("$.snapshot.networkAcl[0].entry")]
    [InlineData("$.snapshot.endpoint[0]")]
    [InlineData("$.snapshot.region")]
    [InlineData("$.snapshot.vpc")]
    [InlineData("$.snapshot")]
    [InlineData("$.call")]
    [InlineData("$.call[0]")]
    [InlineData("$.call[0].caller")]
    [InlineData("$.call[0].key.a")]
    public void A_snapshot_with_null_where_a_fact_has_none_is_refused_with_the_place(string place)
    {
        JsonNode snapshot = Snapshot();
        if (place == "$.call[0].key.a")
        {
            snapshot["call"]![0]!["key"] = new JsonObject { ["a"] = "b" };
        }

        JsonNode at = snapshot;
        string[] parts = place[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (string part in parts[..^1])
        {
            at = part[0] == '[' ? at[int.Parse(part[1..^1], null)]! : at[part]!;
        }

        if (parts[^1][0] == '[')
        {
            at.AsArray()[int.Parse(parts[^1][1..^1], null)] = null;
        }
        else
        {
            at[parts[^1]] = null;
        }

        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            SnapshotFile.Parse(Encoding.UTF8.GetBytes(snapshot.ToJsonString()), "case.json")
        );
        Assert.Equal("InvalidSnapshot", refused.ErrorId);
        Assert.Contains(
            $"'case.json' is not a readable snapshot: {place} is null. Test-PrivateApi ",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_snapshot_with_a_number_that_names_nothing_is_refused_with_the_place()
    {
        JsonNode snapshot = Snapshot();
        snapshot["call"]![0]!["caller"]!["kind"] = 99;
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            SnapshotFile.Parse(Encoding.UTF8.GetBytes(snapshot.ToJsonString()), "case.json")
        );
        Assert.Contains("$.call[0].caller.kind is 99, which is not a known value", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interfaces over rules", "vpce-0a1b2c3d has 8,738 network interfaces, and AWS allows no more than 100")]
    [InlineData("rules", "sg-endpoint has 22,075 rules")]
    [InlineData("entries", "acl-a has 29,960 entries")]
    [InlineData("routes", "rtb-caller has 46,603 routes")]
    [InlineData("prefix lists", "routes, and AWS allows no more than 2,000")]
    public void A_snapshot_with_lists_that_no_account_has_is_refused_with_the_list(string how, string words)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            SnapshotFile.Parse(HostileFacts.Snapshot(how, 4 << 20), "case.json")
        );
        Assert.Equal("InvalidSnapshot", refused.ErrorId);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_as_it_was_taken_is_read() =>
        Assert.Single(SnapshotFile.Parse(Encoding.UTF8.GetBytes(Snapshot().ToJsonString()), "case.json").Calls);

    // OpenAPI's own reader throws over 3.1's number in a document that says 3.0; API Gateway reads models as JSON schema draft 4.
    [Fact]
    public void A_definition_that_OpenAPIs_own_reader_gives_up_on_is_read_with_a_warning()
    {
        ApiDefinitionDocument read = Read(
            """{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{}}}},"components":{"schemas":{"S":{"exclusiveMinimum":5}}}}"""
        );
        Assert.Contains(
            read.Warnings,
            warning => warning.Message.Contains("OpenAPI's own reader cannot read it", StringComparison.Ordinal)
        );
        Assert.Contains(read.Warnings, warning => warning.Pointer == "/components/schemas/S/exclusiveMinimum");
    }

    [Theory]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"\ud800","version":"1"},"paths":{}}""")]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{},"x-a":["\udc00"]}""")]
    [InlineData("""{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{},"\ud800":1}""")]
    public void Half_a_surrogate_pair_is_refused(string text)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() => Read(text));
        Assert.Equal("InvalidDefinition", refused.ErrorId);
        Assert.Contains("a text in it is not valid", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_a_percent_sign_is_that_path()
    {
        ApiDefinitionDocument read = Read(
            """{"openapi":"3.0.1","info":{"title":"t","version":"1"},"components":{"securitySchemes":{"k":{"type":"http","scheme":"basic"}}},"paths":{"/a%41":{"get":{"security":[{"k":[]}],"responses":{},"x-amazon-apigateway-integration":{"type":"mock"}}}}}"""
        );
        Assert.Contains(
            read.Warnings,
            warning =>
                warning.Pointer == "/components/securitySchemes/k"
                && warning.Message.Contains("GET /a%41 would be open", StringComparison.Ordinal)
        );
    }

    // "Amazon API Gateway quotas and important notes": total combined size of request line and header values, 10,240 bytes.
    [Theory]
    [InlineData(10_240, true)]
    [InlineData(10_241, false)]
    public void A_path_is_taken_up_to_the_length_of_a_request_line(int length, bool taken)
    {
        string text =
            $$$$"""{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/{{{{new string('a', length - 1)}}}}":{"get":{"responses":{} } } } }""";
        if (taken)
        {
            Assert.Single(Read(text).Operations);
            return;
        }

        Assert.Contains(
            "has 10,241 characters; API Gateway accepts request lines of at most 10,240",
            Assert.Throws<PrivateApiException>(() => Read(text)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Paths_of_one_level_with_two_parameters_are_refused_and_the_same_parameter_is_not()
    {
        static string Paths(string one, string other) =>
            $$$$"""{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"{{{{one}}}}":{"get":{"responses":{}}},"{{{{other}}}}":{"get":{"responses":{} } } } }""";
        Assert.Equal(2, Read(Paths("/a/{x}/b", "/a/{x}/c")).Operations.Count);
        Assert.Equal(2, Read(Paths("/a/{x}", "/b/{y}")).Operations.Count);
        Assert.Contains(
            "{y} is where '/a/{x}/b' has {x}",
            Assert.Throws<PrivateApiException>(() => Read(Paths("/a/{x}/b", "/a/{y}/c"))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cases.yaml", "[\"\\ud800\"]")]
    [InlineData("cases.json", "[{\"id\":\"\\ud800\"}]")]
    [InlineData("cases.json", "[1")]
    [InlineData("cases.jsonl", "{\"id\":\"\\ud800\"}")]
    [InlineData("cases.jsonl", "{\"request\":{\"principal\":5}}")]
    public void A_file_of_cases_that_is_none_is_refused(string name, string text) =>
        Assert.Equal(
            "InvalidPolicyCase",
            Assert.Throws<PrivateApiException>(() => PolicyCaseFile.Run(Write(name, Encoding.UTF8.GetBytes(text))).ToArray()).ErrorId
        );

    // Every pattern of a policy is held against every value of a request, and each expected answer is a decision.
    [Theory]
    [InlineData(1_000, 1, 10_240, null)]
    [InlineData(1_001, 1, 1, "has at most 1,000 keys and values")]
    [InlineData(500, 2, 1, "has at most 1,000 keys and values")]
    [InlineData(1, 1, 10_241, "has at most 10,240 bytes")]
    public void A_request_of_a_case_is_as_large_as_a_real_one(int keys, int values, int length, string? refusal)
    {
        string value = $"\"{new string('v', length)}\"";
        string context = string.Join(
            ',',
            Enumerable
                .Range(0, keys)
                .Select(i => $"\"aws:k{i}\":{(values == 1 ? value : $"[{string.Join(',', Enumerable.Repeat(value, values))}]")}")
        );
        Run(
            $"{{\"resourcePolicy\":{Denial},\"request\":{{\"resource\":\"a\",\"context\":{{{context}}}}},\"expected\":{{\"resourcePolicy\":\"ExplicitlyDenied\"}}}}",
            refusal
        );
    }

    [Fact]
    public void Each_policy_of_a_case_has_one_expected_answer() =>
        Run(
            $"{{\"resourcePolicy\":{Denial},\"request\":{{\"resource\":\"a\"}},\"expected\":{{\"resourcePolicy\":\"ExplicitlyDenied\",\"resourcePolicy\":\"Allowed\"}}}}",
            "each policy has one expected answer"
        );

    // What stands in a damaged line may be the secret key.
    [Fact]
    public void A_file_of_profiles_with_a_line_that_is_none_is_refused_without_the_line()
    {
        string file = Write(
            "credentials",
            "[work]\naws_access_key_id = AKIDEXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"u8.ToArray()
        );
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            AwsSession.Open(
                Sessions.On(new RecordingHandler(), ("AWS_SHARED_CREDENTIALS_FILE", file)) with
                {
                    Region = "eu-west-1",
                    ProfileName = "work",
                }
            )
        );
        Assert.Equal("ProfileNotUsable", refused.ErrorId);
        Assert.Contains("line 3 is not a section, a property or a comment", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wJalr", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Departures_that_are_no_text_are_refused()
    {
        Write("departures.json", [.. "[{\"policyText\":\""u8, 0x9D, .. "\"}]"u8]);
        Assert.Equal(
            "InvalidDepartures",
            Assert.Throws<PrivateApiException>(() => PolicyCaseFile.Run(Write("cases.jsonl", "{}"u8.ToArray())).ToArray()).ErrorId
        );
    }

    [Theory]
    [InlineData("snapshot", InputFile.MostSnapshotBytes)]
    [InlineData("list of cases", InputFile.MostCaseBytes)]
    public void A_file_that_no_real_one_is_as_large_as_is_not_read(string what, int most)
    {
        string file = Path.Combine(_folder, what == "snapshot" ? "case.json" : "cases.yaml");
        using (FileStream large = File.Create(file))
        {
            large.SetLength(most + 1L);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            what == "snapshot" ? (object)SnapshotFile.Read(file) : PolicyCaseFile.Run(file).ToArray()
        );
        Assert.Equal(("InputTooLarge", FaultKind.LimitExceeded, file), (refused.ErrorId, refused.Kind, refused.Target));
        Assert.Contains($"The {what} in {file} is larger than ", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2L * most);
    }

    [Fact]
    public void A_document_of_too_many_values_is_refused_in_JSON_and_in_YAML()
    {
        string values = string.Concat(Enumerable.Repeat("1,", InputFile.MostValues));
        foreach (string text in new[] { $$"""{"openapi":"3.0.1","x":[{{values}}1]}""", $"openapi: 3.0.1\nx: [{values}1]\n" })
        {
            PrivateApiException refused = Assert.Throws<PrivateApiException>(() => Read(text));
            Assert.Equal("InputTooLarge", refused.ErrorId);
            Assert.Contains("has more than 400,000 values", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Aliases_of_a_long_text_are_counted_by_its_length()
    {
        string text = $"openapi: 3.0.1\na: &a {new string('x', 100_000)}\nb: [{string.Join(", ", Enumerable.Repeat("*a", 1_000))}]\n";
        Assert.Contains(
            "aliases expand to more than",
            Assert.Throws<PrivateApiException>(() => Read(text)).Message,
            StringComparison.Ordinal
        );
    }

    // An endpoint policy has at most 20,480 characters; who can call is answered for all of them and not for what nobody can attach.
    [Fact]
    public void A_policy_too_long_to_attach_is_looked_over_and_its_callers_are_unknown()
    {
        PolicyDocument policy = PolicyDocument.Parse(HostileText.Policy("callers", 195_000));
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy);
        Assert.Contains("too many to analyse", Assert.Single(analysis.Obstacle), StringComparison.Ordinal);
        Assert.All(analysis.Region, region => Assert.True(region.IsUnknown));
        Assert.Contains(PolicyLinter.Lint(policy), finding => finding.Code == "PolicyTooLong");
    }

    [Fact]
    public void Policies_with_too_many_statements_to_pair_are_compared_as_gone_and_come()
    {
        PolicyDocument one = PolicyDocument.Parse(HostileText.Policy("values", 2_000)),
            many = PolicyDocument.Parse(HostileText.Policy("callers", 400_000)),
            others = PolicyDocument.Parse(HostileText.Policy("ranges", 400_000));
        IReadOnlyList<PolicyChange> changes = PolicyDiff.Compare(many, others);
        Assert.DoesNotContain(changes, change => change.Kind == PolicyChangeKind.Changed);
        Assert.Contains(changes, change => change.Kind == PolicyChangeKind.Removed);
        Assert.Contains(changes, change => change.Kind == PolicyChangeKind.Added);
        Assert.Empty(PolicyDiff.Compare(many, many));
        Assert.NotEmpty(PolicyDiff.Compare(one, many));
    }

    private void Run(string text, string? refusal)
    {
        string file = Write("case.jsonl", Encoding.UTF8.GetBytes(text));
        if (refusal is null)
        {
            Assert.True(Assert.Single(PolicyCaseFile.Run(file)).Passed);
            return;
        }

        PrivateApiException refused = Assert.Throws<PrivateApiException>(() => PolicyCaseFile.Run(file).ToArray());
        Assert.Equal("InvalidPolicyCase", refused.ErrorId);
        Assert.Contains(refusal, refused.Message, StringComparison.Ordinal);
    }

    private static JsonNode Snapshot() =>
        JsonNode.Parse(
            JsonSerializer.Serialize(
                new SnapshotCase { Snapshot = Scene.Open().Snapshot, Calls = [Scene.Open().Call] },
                SnapshotJson.Default.SnapshotCase
            )
        )!;

    private static ApiDefinitionDocument Read(string text) => DefinitionReader.Read(DefinitionSource.FromText(text));

    private string Write(string name, byte[] text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, text);
        return file;
    }
}
