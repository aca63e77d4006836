namespace PrivateApi.Reports;

/// <summary>SARIF's tool object.</summary>
internal sealed record SarifTool(SarifDriver Driver);
