using PrivateApi.Model;
using PrivateApi.Policy.Lint;

namespace PrivateApi.Reports;

/// <summary>The JSON form of a report.</summary>
internal sealed record ReportDocument(
    DateTimeOffset WrittenAt,
    string ModuleVersion,
    IReadOnlyList<TestResult> Result,
    IReadOnlyList<PolicyFinding> Finding
);
