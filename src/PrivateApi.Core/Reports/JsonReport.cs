using System.Text.Encodings.Web;
using System.Text.Json;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reports;

/// <summary>
/// The objects as JSON, with the names they have in PowerShell. Without headers and content of a live call, because reports are passed on.
/// Visible text is written as JSON's own escapes (RFC 8259, section 7), so a reader gets every name as it is.
/// </summary>
internal static class JsonReport
{
    private static readonly ReportJson Json = new(
        new JsonSerializerOptions(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static string Write(ReportContent report) =>
        VisibleText
            .Lines(
                JsonSerializer.Serialize(
                    new ReportDocument(report.WrittenAt, report.Version, [.. report.Results.Select(Discreet)], report.Findings),
                    Json.ReportDocument
                )
            )
            .ReplaceLineEndings("\n") + "\n";

    private static TestResult Discreet(TestResult result) =>
        result.Live is not { } live
            ? result
            : result with
            {
                Live = live with
                {
                    Headers = new Dictionary<string, string>(),
                    Content = null,
                    Body = null,
                    Log = null,
                    Url = live.Url.Split('?')[0],
                },
            };
}
