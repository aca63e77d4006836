namespace PrivateApi.Reports;

/// <summary>SARIF's logicalLocation object: a JSON pointer into the policy.</summary>
internal sealed record SarifLogicalLocation(string FullyQualifiedName, string Kind);
