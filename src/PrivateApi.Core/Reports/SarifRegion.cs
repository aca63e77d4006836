namespace PrivateApi.Reports;

/// <summary>SARIF's region object; counted from one.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn);
