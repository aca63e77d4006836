namespace PrivateApi.Reports;

/// <summary>A SARIF log.</summary>
internal sealed record SarifLog(
    [property: System.Text.Json.Serialization.JsonPropertyName("$schema")] string Schema,
    string Version,
    IReadOnlyList<SarifRun> Runs
);

/// <summary>SARIF's run object.</summary>
internal sealed record SarifRun(SarifTool Tool, string ColumnKind, IReadOnlyList<SarifResult> Results);

/// <summary>SARIF's tool object.</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>SARIF's toolComponent object.</summary>
internal sealed record SarifDriver(string Name, string SemanticVersion, IReadOnlyList<SarifRule> Rules);

/// <summary>SARIF's reportingDescriptor object.</summary>
internal sealed record SarifRule(
    string Id,
    string Name,
    SarifText ShortDescription,
    SarifText FullDescription,
    SarifText Help,
    SarifRuleConfiguration DefaultConfiguration
);

/// <summary>SARIF's reportingConfiguration object.</summary>
internal sealed record SarifRuleConfiguration(string Level);

/// <summary>SARIF's message and multiformatMessageString objects.</summary>
internal sealed record SarifText(string Text);

/// <summary>SARIF's artifactLocation object.</summary>
internal sealed record SarifArtifact(string Uri);

/// <summary>SARIF's result object.</summary>
internal sealed record SarifResult(
    string RuleId,
    int RuleIndex,
    string Level,
    SarifText Message,
    IReadOnlyList<SarifLocation> Locations,
    IReadOnlyDictionary<string, string>? PartialFingerprints
);

/// <summary>SARIF's location object.</summary>
internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation, IReadOnlyList<SarifLogicalLocation> LogicalLocations);

/// <summary>SARIF's physicalLocation object.</summary>
internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion Region);

/// <summary>SARIF's logicalLocation object: a JSON pointer into the policy, or the method that is called.</summary>
internal sealed record SarifLogicalLocation(string FullyQualifiedName, string Kind);

/// <summary>SARIF's region object; counted from one.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn);
