namespace PrivateApi.Reports;

/// <summary>SARIF's reportingDescriptor object.</summary>
internal sealed record SarifRule(string Id, string Name, SarifText ShortDescription, SarifText FullDescription, SarifText Help, SarifRuleConfiguration DefaultConfiguration);
