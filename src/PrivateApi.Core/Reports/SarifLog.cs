namespace PrivateApi.Reports;

/// <summary>A SARIF log.</summary>
internal sealed record SarifLog([property: System.Text.Json.Serialization.JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs);
