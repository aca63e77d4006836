using PrivateApi.Model;
using PrivateApi.Policies;

namespace PrivateApi.Reports;

/// <summary>The JSON form of a report.</summary>
internal sealed record ReportDocument(DateTimeOffset WrittenAt, string ModuleVersion, IReadOnlyList<TestResult> Result, IReadOnlyList<PolicyFinding> Finding);
