using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway.Import;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// CreateDocumentationPart, GetDocumentationPart(s), UpdateDocumentationPart, DeleteDocumentationPart, ImportDocumentationParts.
/// </summary>
internal static class DocumentationPartOperations
{
    private const string Path = "/restapis/{restapi_id}/documentation/parts";

    public static IEnumerable<Route> Routes =>
        [
            new("POST", Path, Create),
            new("GET", Path, List),
            new("PUT", Path, Import),
            new("GET", Path + "/{part_id}", call => Answer.Ok(Answer.Copy(Find(call)))),
            new("PATCH", Path + "/{part_id}", Update),
            new("DELETE", Path + "/{part_id}", Delete),
        ];

    private static AwsFault Unknown() => ApiFault.NotFound("Invalid Documentation part identifier specified");

    // An unknown API is not told from an unknown part here.
    private static JsonObject Find(ApiCall call) =>
        call.State.RestApis.TryGetValue(call.Label("restapi_id"), out LabRestApi? api)
        && api.Definition.DocumentationParts.TryGetValue(call.Label("part_id"), out JsonObject? part)
            ? part
            : throw Unknown();

    private static LabResponse List(ApiCall call)
    {
        string? type = call.Query("type");
        string? path = call.Query("path");
        string? name = call.Query("name");
        string? status = call.Query("locationStatus");
        return Page.Create(
            call,
            call.RestApi()
                .Definition.DocumentationParts.Values.Where(part =>
                    Matches(part, "type", type) && Matches(part, "path", path) && Matches(part, "name", name)
                )
                .Where(part => status is null || status == "DOCUMENTED" == ((string?)part["properties"] is { Length: > 2 }))
                .Select(part => KeyValuePair.Create(DocumentationLocation.Key((JsonObject)part["location"]!), Answer.Copy(part)))
        );
    }

    private static bool Matches(JsonObject part, string member, string? wanted) =>
        wanted is null || (string?)part["location"]![member] == wanted;

    private static LabResponse Create(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        JsonObject location = DocumentationLocation.Create(call.Object("location") ?? []);
        if (api.Definition.DocumentationParts.Values.Any(part => IsAt(part, location)))
        {
            // Developer guide, "Document an API using the API Gateway REST API".
            throw ApiFault.Conflict(
                $"Documentation part already exists for the specified location: {DocumentationLocation.Text(location)}."
            );
        }

        JsonObject made = new()
        {
            ["id"] = call.NewId(6, api.Definition.DocumentationParts.ContainsKey),
            ["location"] = location,
            ["properties"] = Checked(call.Text("properties")),
        };
        api.Definition.DocumentationParts.Add((string)made["id"]!, made);
        return Answer.Created(Answer.Copy(made));
    }

    private static bool IsAt(JsonObject part, JsonObject location) =>
        DocumentationLocation.Key((JsonObject)part["location"]!) == DocumentationLocation.Key(location);

    private static string Checked(string? properties)
    {
        try
        {
            return JsonNode.Parse(properties ?? string.Empty) is JsonObject ? properties! : throw NoObject();
        }
        catch (JsonException)
        {
            throw NoObject();
        }
    }

    // The words are assumed.
    private static AwsFault NoObject() => ApiFault.BadRequest("Invalid documentation part properties specified: not a JSON object");

    private static LabResponse Update(ApiCall call)
    {
        JsonObject part = Find(call);
        string? properties = null;
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateDocumentationPart"))
        {
            StrictPatch.Only(operation, "/properties");
            properties = Checked(operation.Value);
        }

        part["properties"] = properties ?? (string?)part["properties"];
        return Answer.Ok(Answer.Copy(part));
    }

    private static LabResponse Delete(ApiCall call) =>
        call.RestApi().Definition.DocumentationParts.Remove(call.Label("part_id")) ? Answer.Nothing(202) : throw Unknown();

    private static LabResponse Import(ApiCall call)
    {
        JsonObject document = Document(call);
        LabRestApi api = call.RestApi();
        ImportMode mode = ImportOperations.Mode(call);
        ApiDefinition draft = api.Definition.DeepClone();
        if (mode == ImportMode.Overwrite)
        {
            draft.DocumentationParts.Clear();
        }

        ImportReport report = new();
        IReadOnlyList<string> ids = new DocumentationImport(call, draft, report).Run(document);
        report.Check(call.Flag("failonwarnings"));
        api.Definition = draft;
        JsonObject answer = new() { ["ids"] = new JsonArray([.. ids]) };
        if (report.Warnings.Count > 0)
        {
            answer["warnings"] = new JsonArray([.. report.Warnings]);
        }

        return Answer.Ok(answer);
    }

    private static JsonObject Document(ApiCall call)
    {
        try
        {
            return DefinitionText.Read(call.Service.Request.Body);
        }
        catch (AwsFault)
        {
            throw ApiFault.BadRequest("Unable to build importer with provided input.");
        }
    }
}
