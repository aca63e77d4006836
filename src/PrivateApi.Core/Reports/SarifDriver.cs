namespace PrivateApi.Reports;

/// <summary>SARIF's toolComponent object.</summary>
internal sealed record SarifDriver(string Name, string SemanticVersion, IReadOnlyList<SarifRule> Rules);
