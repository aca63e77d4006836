using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>
/// The parts of <c>x-amazon-apigateway-documentation</c>. A part replaces the one at its location, member by member (developer guide,
/// "Import API documentation"). Descriptions elsewhere in a definition are assumed to make no parts.
/// </summary>
internal sealed class DocumentationImport(ApiCall call, ApiDefinition definition, ImportReport report)
{
    /// <summary>Imports them, and returns their ids.</summary>
    public IReadOnlyList<string> Run(JsonObject document)
    {
        List<string> ids = [];
        JsonArray parts = (document["x-amazon-apigateway-documentation"] as JsonObject)?["documentationParts"] as JsonArray ?? [];
        foreach (JsonObject given in parts.OfType<JsonObject>())
        {
            try
            {
                ids.Add(Put(DocumentationLocation.Create(given["location"] as JsonObject ?? []), given["properties"] as JsonObject ?? []));
            }
            catch (AwsFault fault)
            {
                report.Warn($"Unable to import documentation part: {fault.Message}");
            }
        }

        return ids;
    }

    private string Put(JsonObject location, JsonObject properties)
    {
        string key = DocumentationLocation.Key(location);
        JsonObject? old = definition.DocumentationParts.Values.FirstOrDefault(part =>
            DocumentationLocation.Key((JsonObject)part["location"]!) == key
        );
        if (old is null)
        {
            string id = call.NewId(6, definition.DocumentationParts.ContainsKey);
            definition.DocumentationParts.Add(
                id,
                new JsonObject
                {
                    ["id"] = id,
                    ["location"] = location,
                    ["properties"] = Answer.Text(properties),
                }
            );
            return id;
        }

        JsonObject merged = (JsonObject)JsonNode.Parse((string)old["properties"]!)!;
        foreach ((string name, JsonNode? value) in properties)
        {
            merged[name] = value?.DeepClone();
        }

        old["properties"] = Answer.Text(merged);
        return (string)old["id"]!;
    }
}
