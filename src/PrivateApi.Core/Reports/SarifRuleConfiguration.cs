namespace PrivateApi.Reports;

/// <summary>SARIF's reportingConfiguration object.</summary>
internal sealed record SarifRuleConfiguration(string Level);
