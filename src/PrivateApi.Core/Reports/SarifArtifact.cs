namespace PrivateApi.Reports;

/// <summary>SARIF's artifactLocation object.</summary>
internal sealed record SarifArtifact(string Uri);
