namespace PrivateApi.Reports;

/// <summary>SARIF's result object.</summary>
internal sealed record SarifResult(string RuleId, int RuleIndex, string Level, SarifText Message, IReadOnlyList<SarifLocation> Locations);
