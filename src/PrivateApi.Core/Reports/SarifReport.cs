using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Text;

namespace PrivateApi.Reports;

/// <summary>
/// Policy findings and tested calls as SARIF 2.1.0 (OASIS), for code scanning: one rule per code or check, one result per finding or
/// check that is not good. GitHub refuses a whole log for one result without a physical location
/// (docs.github.com, "SARIF support for code scanning"), and takes none outside of the repository: what is in no file gets a path of
/// its own there.
/// </summary>
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
        List<SarifRule> rules =
        [
            .. report
                .Findings.Select(Rule)
                .Concat(report.Results.SelectMany(Problems).Select(problem => Rule(problem.Rule, problem.Level)))
                .DistinctBy(rule => rule.Id),
        ];
        SarifDriver driver = new("PrivateApi", report.Version, rules);
        SarifRun run = new(
            new SarifTool(driver),
            "unicodeCodePoints",
            [
                .. report.Findings.Select(finding => Result(report, finding, IndexOf(finding.Code))),
                .. report.Results.SelectMany(result =>
                    Problems(result).Select(problem => Result(result, problem.Rule, problem.Level, problem.Text, IndexOf(problem.Rule)))
                ),
            ]
        );
        return VisibleText
                .Lines(
                    JsonSerializer.Serialize(new SarifLog("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", [run]), Json.SarifLog)
                )
                .ReplaceLineEndings("\n") + "\n";

        int IndexOf(string id) => rules.FindIndex(rule => rule.Id == id);
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

    private static SarifRule Rule(string check, string level) =>
        new(
            check,
            check,
            new SarifText($"{check} on the path of a call to a private API"),
            new SarifText($"Test-PrivateApi judges each part of the path of a call. {check} is one of them."),
            new SarifText($"Get-Help Test-PrivateApi says what {check} looks at; each result has the command that fixes it."),
            new SarifRuleConfiguration(level)
        );

    // What stops the call, what may, and what could not be read where the verdict depends on it.
    private static IEnumerable<(string Rule, string Level, string Text)> Problems(TestResult result) =>
        result.AsExpected == true ? []
        : result.AsExpected == false ? [("NotAsExpected", "error", ReportText.Expectation(result)), .. Wrong(result)]
        : Wrong(result);

    private static IEnumerable<(string Rule, string Level, string Text)> Wrong(TestResult result) =>
        result
            .Check.Select(check =>
                (
                    check.Name.ToString(),
                    check.Status switch
                    {
                        CheckStatus.Failed => "error",
                        CheckStatus.Warning => "warning",
                        CheckStatus.Skipped when result.Verdict == Verdict.Unknown => "note",
                        _ => string.Empty,
                    },
                    check.Remedy is { } remedy ? $"{check.Message}. {remedy}" : check.Message
                )
            )
            .Where(problem => problem.Item2.Length > 0)
            .Concat(
                result.Agrees == false ? [("LiveCall", "error", string.Join(' ', [ReportText.Live(result)!, .. result.Explanation]))] : []
            );

    private static SarifResult Result(ReportContent report, PolicyFinding finding, int rule)
    {
        string pointer = finding.Location.Length == 0 ? "/" : finding.Location;
        string? file = report.FileOf(finding);
        return new(
            finding.Code,
            rule,
            Level(finding.Severity),
            new SarifText(VisibleText.Escaped($"{finding.Message} {finding.Fix}")),
            [
                new SarifLocation(
                    new SarifPhysicalLocation(
                        new SarifArtifact(file is null ? "private-apis/policy" : UriOf(file)),
                        new SarifRegion(finding.Line, finding.Column)
                    ),
                    [new SarifLogicalLocation(VisibleText.Escaped(pointer), "value")]
                ),
            ],
            file is null ? Fingerprint(finding.Code, pointer, finding.Message) : null
        );
    }

    private static SarifResult Result(TestResult result, string check, string level, string text, int rule)
    {
        string api = result.RestApiId.Length > 0 ? result.RestApiId : new Uri(result.Url).Host;
        string method = $"{result.Method} {result.Path}";
        return new(
            check,
            rule,
            level,
            new SarifText(VisibleText.Escaped($"{result.Title} {method} from {result.Caller}: {text}")),
            [
                new SarifLocation(
                    new SarifPhysicalLocation(
                        new SarifArtifact(UriOf($"private-apis/{api}/{result.StageName ?? "-"}")),
                        new SarifRegion(1, 1)
                    ),
                    [new SarifLogicalLocation(VisibleText.Escaped($"{result.Title} {method}"), "resource")]
                ),
            ],
            Fingerprint(check, result.AccountId, result.Region, api, result.StageName, method, result.Caller)
        );
    }

    // Code scanning makes one of the lines of a file, by which it knows a result again; here is none.
    private static Dictionary<string, string> Fingerprint(params string?[] parts) =>
        new()
        {
            ["primaryLocationLineHash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32],
        };

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
