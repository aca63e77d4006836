using System.Text.Json.Serialization;
using PrivateApi.Reports.Comparison;

namespace PrivateApi.Reports;

/// <summary>How reports become JSON.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(SarifLog))]
[JsonSerializable(typeof(ReportedReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
