using System.Text.Json;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reports;

/// <summary>SARIF 2.1.0 as code scanning takes it.</summary>
public sealed class SarifReportTests
{
    private static ReportContent Report => ReportScene.Content() with { Findings = ReportScene.Findings };

    [Fact]
    public async Task It_is_what_the_schema_of_OASIS_allows()
    {
        using TempFolder folder = new();
        string schema = Peer.NpmFile("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
        foreach (
            ReportContent report in new[]
            {
                Report,
                ReportScene.Content(),
                ReportScene.Content() with
                {
                    Findings = [.. ReportScene.Findings.Select(finding => finding with { File = null, Location = string.Empty })],
                },
            }
        )
        {
            await File.WriteAllTextAsync(folder.File("report.sarif"), report.Write(ReportFormat.Sarif));
            JsonElement errors = await Peer.PythonAsync("json_schema.py", schema, folder.File("report.sarif"));
            Assert.Empty(errors.EnumerateArray().Select(error => error.GetString()));
        }
    }

    [Fact]
    public void A_result_names_rule_level_and_place()
    {
        JsonElement run = Run(Report);
        JsonElement result = run.GetProperty("results")[0];
        PolicyFinding finding = ReportScene.Findings[0];
        Assert.Equal(finding.Code, result.GetProperty("ruleId").GetString());
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        // RFC 3986: a space and a number sign are no characters of a path.
        Assert.Equal("policies%20dir/open%231.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(finding.Line, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(finding.Column, place.GetProperty("region").GetProperty("startColumn").GetInt32());
    }

    [Fact]
    public void Each_rule_is_there_once_with_help()
    {
        ReportContent twice = Report with { Findings = [.. ReportScene.Findings, .. ReportScene.Findings] };
        JsonElement run = Run(twice);
        JsonElement[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        Assert.Equal(
            ReportScene.Findings.Select(finding => finding.Code).Distinct(),
            rules.Select(rule => rule.GetProperty("id").GetString())
        );
        Assert.All(rules, rule => Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!));
        Assert.All(
            run.GetProperty("results").EnumerateArray(),
            result =>
                Assert.Equal(
                    result.GetProperty("ruleId").GetString(),
                    rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()
                )
        );
    }

    // GitHub refuses the whole log for one result without a physical location, and with a URI that is not relative to the repository.
    [Fact]
    public void Every_result_has_a_place_in_the_repository_and_a_fingerprint_of_its_own()
    {
        ReportContent report = ReportScene.All with
        {
            Findings = [.. ReportScene.Findings.Select(finding => finding with { File = null })],
        };
        JsonElement[] results = [.. Run(report).GetProperty("results").EnumerateArray()];
        Assert.True(results.Length > report.Findings.Count, "No tested call is in it.");
        Assert.All(
            results,
            result =>
            {
                JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                string uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
                Assert.True(
                    Uri.TryCreate(uri, UriKind.Relative, out _) && uri.Length > 0 && !uri.Contains(':', StringComparison.Ordinal),
                    uri
                );
                Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() > 0);
            }
        );
        IEnumerable<string?> prints = results.Select(result =>
            result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()
        );
        Assert.Equal(results.Length, prints.Distinct().Count());
    }

    [Theory]
    [InlineData(PolicySeverity.Error, "error")]
    [InlineData(PolicySeverity.Warning, "warning")]
    [InlineData(PolicySeverity.Information, "note")]
    public void Severities_are_SARIFs_levels(PolicySeverity severity, string level) =>
        Assert.Equal(
            level,
            Run(Report with { Findings = [ReportScene.Findings[0] with { Severity = severity }] })
                .GetProperty("results")[0]
                .GetProperty("level")
                .GetString()
        );

    private static JsonElement Run(ReportContent report) =>
        JsonDocument.Parse(report.Write(ReportFormat.Sarif)).RootElement.GetProperty("runs")[0];
}
