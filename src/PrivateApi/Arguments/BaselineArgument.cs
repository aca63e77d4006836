using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.Reports;
using PrivateApi.Reports.Comparison;

namespace PrivateApi.Arguments;

/// <summary>The earlier report that a report is compared with.</summary>
internal static class BaselineArgument
{
    /// <summary>Reads it.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidBaseline</c>, <c>InputTooLarge</c>; the format shows no comparison.</exception>
    public static ReportedReport Read(SessionState session, string path, ReportFormat format) =>
        format is ReportFormat.Html or ReportFormat.Markdown
            ? ReportedReport.Read(InputPath.Require(session, path, "InvalidBaseline", "a JSON report"))
            : throw new PrivateApiException(
                "InvalidBaseline",
                FaultKind.InvalidArgument,
                $"A {format} report has no place for a comparison. Use -BaselinePath with Html or Markdown.",
                path
            );
}
