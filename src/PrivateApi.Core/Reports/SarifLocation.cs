namespace PrivateApi.Reports;

/// <summary>SARIF's location object.</summary>
internal sealed record SarifLocation(SarifPhysicalLocation? PhysicalLocation, IReadOnlyList<SarifLogicalLocation> LogicalLocations);
