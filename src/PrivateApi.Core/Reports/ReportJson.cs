using System.Text.Json.Serialization;

namespace PrivateApi.Reports;

/// <summary>How reports become JSON.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class ReportJson : JsonSerializerContext;
