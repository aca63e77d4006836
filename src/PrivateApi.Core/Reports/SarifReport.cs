using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateApi.Policy.Lint;
using PrivateApi.Text;

namespace PrivateApi.Reports;

/// <summary>Policy findings as SARIF 2.1.0 (OASIS), for code scanning: one rule per code, one result per finding.</summary>
internal static class SarifReport
{
    private static readonly ReportJson Json = new(
        new JsonSerializerOptions(ReportJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        }
    );

    public static string Write(ReportContent report)
    {
        List<PolicyFinding> rules = [.. report.Findings.DistinctBy(finding => finding.Code)];
        SarifDriver driver = new("PrivateApi", report.Version, [.. rules.Select(Rule)]);
        SarifRun run = new(
            new SarifTool(driver),
            "unicodeCodePoints",
            [.. report.Findings.Select(finding => Result(report, finding, rules.FindIndex(rule => rule.Code == finding.Code)))]
        );
        return VisibleText
                .Lines(
                    JsonSerializer.Serialize(new SarifLog("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", [run]), Json.SarifLog)
                )
                .ReplaceLineEndings("\n") + "\n";
    }

    private static SarifRule Rule(PolicyFinding finding) =>
        new(
            finding.Code,
            finding.Code,
            new SarifText(finding.Why),
            new SarifText(finding.Why),
            new SarifText(finding.Fix),
            new SarifRuleConfiguration(Level(finding.Severity))
        );

    private static SarifResult Result(ReportContent report, PolicyFinding finding, int rule) =>
        new(
            finding.Code,
            rule,
            Level(finding.Severity),
            new SarifText(VisibleText.Escaped($"{finding.Message} {finding.Fix}")),
            [
                new SarifLocation(
                    report.FileOf(finding) is { } file
                        ? new SarifPhysicalLocation(new SarifArtifact(UriOf(file)), new SarifRegion(finding.Line, finding.Column))
                        : null,
                    [new SarifLogicalLocation(finding.Location.Length == 0 ? "/" : VisibleText.Escaped(finding.Location), "value")]
                ),
            ]
        );

    // A relative reference (RFC 3986) keeps the file where code scanning looks for it: under the checkout.
    private static string UriOf(string file) =>
        Path.IsPathFullyQualified(file) ? new Uri(file).AbsoluteUri : string.Join('/', file.Split('/').Select(Uri.EscapeDataString));

    private static string Level(PolicySeverity severity) =>
        severity switch
        {
            PolicySeverity.Error => "error",
            PolicySeverity.Warning => "warning",
            _ => "note",
        };
}
