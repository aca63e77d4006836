using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateModel, GetModel(s), UpdateModel, DeleteModel.</summary>
internal static class ModelOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/restapis/{restapi_id}/models", Create),
            new(
                "GET",
                "/restapis/{restapi_id}/models",
                call =>
                    Page.Create(
                        call,
                        call.RestApi().Definition.Models.Select(model => KeyValuePair.Create(model.Key, Answer.Copy(model.Value)))
                    )
            ),
            new("GET", "/restapis/{restapi_id}/models/{model_name}", call => Answer.Ok(Answer.Copy(Find(call).Model))),
            new("PATCH", "/restapis/{restapi_id}/models/{model_name}", Update),
            new("DELETE", "/restapis/{restapi_id}/models/{model_name}", Delete),
        ];

    private static (LabRestApi Api, JsonObject Model) Find(ApiCall call)
    {
        string name = call.Label("model_name");
        return
            call.State.RestApis.TryGetValue(call.Label("restapi_id"), out LabRestApi? api)
            && api.Definition.Models.TryGetValue(name, out JsonObject? model)
            ? (api, model)
            : throw ApiFault.NotFound($"Invalid model name specified: {name}");
    }

    private static LabResponse Create(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        string name = call.Text("name") ?? string.Empty;
        if (name.Length == 0)
        {
            throw ApiFault.BadRequest("Model name must be non-empty");
        }

        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw ApiFault.BadRequest($"Model name must be alphanumeric: {name}");
        }

        if (api.Definition.Models.ContainsKey(name))
        {
            throw ApiFault.Conflict("Model name already exists for this REST API");
        }

        JsonObject model = new() { ["id"] = call.Service.Store.Ids.ApiGateway(6), ["name"] = name };
        call.CopyTexts(model, "description", "schema", "contentType");
        DropEmptyDescription(model);
        CheckSchema((string?)model["schema"], (string?)model["contentType"]);
        api.Definition.Models[name] = model;
        return Answer.Created(Answer.Copy(model));
    }

    private static void DropEmptyDescription(JsonObject model)
    {
        if (string.IsNullOrEmpty((string?)model["description"]))
        {
            model.Remove("description");
        }
    }

    private static void CheckSchema(string? schema, string? contentType)
    {
        if (string.IsNullOrEmpty(schema))
        {
            throw ApiFault.BadRequest("Model schema must have at least 1 property or array items defined");
        }

        try
        {
            if (contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != false)
            {
                JsonText.Parse(schema);
            }
        }
        catch (JsonException)
        {
            throw ApiFault.BadRequest("Invalid model schema specified.");
        }
    }

    private static LabResponse Update(ApiCall call)
    {
        (_, JsonObject model) = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateModel"))
        {
            StrictPatch.Only(operation, "/description", "/schema");
            if (operation.Path == "/schema")
            {
                CheckSchema(operation.Value, (string?)model["contentType"]);
            }

            model[operation.Segments[0]] = operation.Value;
        }

        DropEmptyDescription(model);

        return Answer.Ok(Answer.Without(model));
    }

    private static LabResponse Delete(ApiCall call)
    {
        (LabRestApi api, JsonObject model) = Find(call);
        string name = (string)model["name"]!;
        foreach (JsonObject resource in api.Definition.Resources.Values.Reverse())
        {
            foreach ((string verb, JsonNode? method) in resource["resourceMethods"] as JsonObject ?? [])
            {
                string where = $"{(string)resource["path"]!}/{verb}";
                if (Names(method!["requestModels"]).Contains(name))
                {
                    throw ApiFault.Conflict($"Cannot delete model '{name}', is referenced in method request: {where}");
                }

                if (
                    (method["methodResponses"] as JsonObject ?? []).Any(response => Names(response.Value!["responseModels"]).Contains(name))
                )
                {
                    throw ApiFault.Conflict($"Cannot delete model '{name}', is referenced in method response: {where}");
                }
            }
        }

        api.Definition.Models.Remove(name);
        return Answer.Nothing(202);
    }

    private static IEnumerable<string?> Names(JsonNode? models) => (models as JsonObject ?? []).Select(model => (string?)model.Value);
}
