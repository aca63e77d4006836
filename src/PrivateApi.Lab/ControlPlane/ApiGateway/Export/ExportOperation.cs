using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>GetExport of a stage: its deployment's snapshot as OpenAPI 3.0 or Swagger 2.0, in JSON or YAML.</summary>
internal static class ExportOperation
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<Route> Routes => [new("GET", "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}", Get)];

    private static LabResponse Get(ApiCall call)
    {
        JsonObject stage = StageOperations.Find(call);
        LabRestApi api = call.RestApi();
        LabDeployment deployment = api.Deployments[(string)stage["deploymentId"]!];
        ExportExtensions extensions = ExportExtensions.Read(call);
        string host = $"{api.Id}.execute-api.{call.Service.Region}.{DnsSuffix(call)}";
        string version = (string?)deployment.RestApi["version"] ?? Date(deployment.Wire);
        string type = call.Label("export_type");
        ApiExport export = type switch
        {
            "oas30" => new OpenApiExport(deployment, extensions),
            "swagger" => new SwaggerExport(deployment, extensions),
            _ => throw ApiFault.BadRequest($"Invalid export type specified: {type}. Must be one of: swagger, oas30"),
        };
        JsonObject document = export.Build(host, (string)stage["stageName"]!, version);
        if (
            extensions.Documentation
            && (string?)stage["documentationVersion"] is { } shown
            && api.DocumentationVersions.TryGetValue(shown, out LabDocumentationVersion? documentation)
        )
        {
            document["x-amazon-apigateway-documentation"] = Documentation(documentation);
        }

        bool yaml = call.Service.Request.Header("Accept")?.Contains("yaml", StringComparison.OrdinalIgnoreCase) == true;
        byte[] body = Encoding.UTF8.GetBytes(yaml ? YamlText.Write(document) : document.ToJsonString(Indented));
        LabResponse answer = new(200, body, "application/octet-stream");
        answer.Headers["Content-Disposition"] = $"attachment; filename=\"{type}_{version}.{(yaml ? "yaml" : "json")}\"";
        return answer;
    }

    /// <summary>The snapshot that the stage shows; the extension's page has version and parts, real exports the date as well.</summary>
    private static JsonObject Documentation(LabDocumentationVersion version) =>
        new()
        {
            ["version"] = version.Wire["version"]!.DeepClone(),
            ["createdDate"] = Date(version.Wire),
            ["documentationParts"] = new JsonArray([
                .. version
                    .Parts.OrderBy(part => DocumentationLocation.Key((JsonObject)part["location"]!), StringComparer.Ordinal)
                    .Select(part => new JsonObject
                    {
                        ["location"] = part["location"]!.DeepClone(),
                        ["properties"] = JsonNode.Parse((string)part["properties"]!),
                    }),
            ]),
        };

    private static string Date(JsonObject wire) =>
        DateTimeOffset.FromUnixTimeSeconds((long)wire["createdDate"]!).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string DnsSuffix(ApiCall call) => Amazon.RegionEndpoint.GetBySystemName(call.Service.Region).PartitionDnsSuffix;
}
