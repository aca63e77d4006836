using System.Text.Json.Nodes;
using System.Xml.Linq;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;
using PrivateApi.Templates;
using PrivateApi.Tests.Reports;
using SharpYaml;
using SharpYaml.Events;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Terminal;

/// <summary>Results, reports and templates about things with hostile names, as they are printed.</summary>
public sealed class ShownResultTests
{
    public static TheoryData<string> Names { get; } = [.. RunnerReading.Hostile];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_result_of_a_test_is_harmless_to_look_at(string name)
    {
        foreach (bool isDetailed in new[] { true, false })
        {
            Assert.Null(RunnerReading.Harm(TestText.Write(Result(name), isDetailed, hasColour: false, width: 0)));
            Assert.Null(RunnerReading.Harm(TestText.Write(Result(name), isDetailed, hasColour: false, width: 79)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_result_of_a_call_is_harmless_to_look_at(string name) =>
        Assert.All(
            [Call(name), Call(name) with { StatusCode = null, Failure = CallFailure.TlsFailed }],
            call => Assert.Null(RunnerReading.Harm(CallText.Write(call, hasColour: false, width: 79)))
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_body_and_a_log_keep_their_lines(string name)
    {
        CallResult call = Call("x") with { Content = $"first\n{name}\nlast", Log = [$"(1) Method request body:\n{name}"] };
        string text = CallText.Write(call, hasColour: false, width: 0);
        Assert.Contains("last", text.ReplaceLineEndings("\n").Split('\n'));
        Assert.Null(RunnerReading.Harm(text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_report_is_harmless_in_a_log(string name)
    {
        foreach (ReportFormat format in Enum.GetValues<ReportFormat>())
        {
            Assert.Null(RunnerReading.Harm(Content(name).Write(format)));
        }
    }

    // Code scanning shows a SARIF message on a page, where JSON's escapes are gone.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_finding_is_harmless_on_the_page_of_code_scanning(string name)
    {
        JsonNode result = JsonNode.Parse(Content(name).Write(ReportFormat.Sarif))!["runs"]![0]!["results"]![0]!;
        Assert.Null(RunnerReading.Harm((string)result["message"]!["text"]!));
        Assert.Null(RunnerReading.Harm((string)result["locations"]![0]!["logicalLocations"]![0]!["fullyQualifiedName"]!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_JSON_report_has_the_name_as_it_is(string name)
    {
        string json = Content(name).Write(ReportFormat.Json);
        Assert.Equal(Whole(name), (string)JsonNode.Parse(json)!["Result"]![0]!["Name"]!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_JUnit_report_is_XML(string name) => Assert.NotNull(XDocument.Parse(Content(name).Write(ReportFormat.JUnit)).Root);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_is_harmless_in_a_log_and_has_the_name_as_it_is(string name)
    {
        CloudTemplate template = new("About " + name);
        string whole = Whole("About " + name);
        string json = template.Write(TemplateFormat.Json),
            yaml = template.Write(TemplateFormat.Yaml);
        Assert.Null(RunnerReading.Harm(json));
        Assert.Null(RunnerReading.Harm(yaml));
        Assert.Equal(whole, (string)JsonNode.Parse(json)!["Description"]!);
        Assert.Contains(whole, Scalars(yaml));
    }

    // UTF-8 has no place for half a character.
    private static string Whole(string text) =>
        text.Replace("\ud800", "\ufffd", StringComparison.Ordinal).Replace("\udc00", "\ufffd", StringComparison.Ordinal);

    private static List<string> Scalars(string yaml)
    {
        List<string> scalars = [];
        IParser parser = Parser.CreateParser(new StringReader(yaml));
        while (parser.MoveNext())
        {
            if (parser.Current is Scalar scalar)
            {
                scalars.Add(scalar.Value);
            }
        }

        return scalars;
    }

    private static ReportContent Content(string name) =>
        ReportScene.Content(Result(name)) with
        {
            Findings =
            [
                new PolicyFinding
                {
                    Code = "UnknownKey",
                    Severity = PolicySeverity.Error,
                    Message = $"'{name}' is no key.",
                    Why = name,
                    Fix = name,
                    Location = "/Statement/0/" + name,
                    Line = 1,
                    Column = 1,
                },
            ],
        };

    private static TestResult Result(string name) =>
        ReportScene.Blocked with
        {
            Name = name,
            StageName = name,
            Path = "/" + name,
            Caller = name,
            Url = "https://x/" + name,
            PredictedFailure = CallFailure.None,
            PredictedStatusCode = 403,
            PredictedBody = name,
            Check =
            [
                new(CheckName.ResourcePolicy, CheckStatus.Failed, name, name),
                new(CheckName.EndpointPolicy, CheckStatus.Passed, name, null),
            ],
            Live = Call(name),
            Agrees = false,
            Explanation = [name],
        };

    private static CallResult Call(string name) =>
        ReportScene.Reachable.Live! with
        {
            Content = name,
            RequestId = name,
            FailureMessage = name,
            ResolvedAddress = name,
            Url = "https://x/" + name,
            Via = name,
            Log = [name],
        };
}
