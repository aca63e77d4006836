namespace PrivateApi.Reports;

/// <summary>SARIF's run object.</summary>
internal sealed record SarifRun(SarifTool Tool, string ColumnKind, IReadOnlyList<SarifResult> Results);
