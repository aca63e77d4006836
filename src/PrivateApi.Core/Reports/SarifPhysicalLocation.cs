namespace PrivateApi.Reports;

/// <summary>SARIF's physicalLocation object.</summary>
internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion Region);
