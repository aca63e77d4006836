using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>OpenAPI 3.0.1.</summary>
internal sealed class OpenApiExport(LabDeployment deployment, ExportExtensions extensions) : ApiExport(deployment, extensions)
{
    protected override string ModelRoot => "#/components/schemas/";

    protected override JsonObject Head(JsonObject info, string host, string stage) =>
        new()
        {
            ["openapi"] = "3.0.1",
            ["info"] = info,
            ["servers"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = $"https://{host}/{{basePath}}",
                    ["variables"] = new JsonObject { ["basePath"] = new JsonObject { ["default"] = stage } },
                }
            ),
        };

    protected override void Describe(JsonObject operation, JsonObject method)
    {
        JsonArray parameters = [];
        foreach ((string name, string place, bool required) in Parameters(method))
        {
            JsonObject parameter = new() { ["name"] = name, ["in"] = place };
            if (required || place == "path")
            {
                parameter["required"] = true;
            }

            parameter["schema"] = Text();
            parameters.Add(parameter);
        }

        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (method["requestModels"] is JsonObject { Count: > 0 } models)
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content(models), ["required"] = true };
        }

        operation["responses"] = new JsonObject(
            Responses(method).Select(response => KeyValuePair.Create((string)response["statusCode"]!, (JsonNode?)Response(response)))
        );
    }

    protected override void Tail(JsonObject document, JsonObject schemas, JsonObject security)
    {
        JsonObject components = [];
        if (schemas.Count > 0)
        {
            components["schemas"] = schemas;
        }

        if (security.Count > 0)
        {
            components["securitySchemes"] = security;
        }

        document["components"] = components;
    }

    private static JsonObject Text() => new() { ["type"] = "string" };

    private JsonObject Response(JsonObject response)
    {
        JsonObject export = new() { ["description"] = $"{(string?)response["statusCode"]} response" };
        JsonObject headers = new(
            Headers(response).Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["schema"] = Text() }))
        );
        if (headers.Count > 0)
        {
            export["headers"] = headers;
        }

        export["content"] = Content(response["responseModels"] as JsonObject ?? []);
        return export;
    }

    private JsonObject Content(JsonObject models) =>
        new(
            models.Select(model =>
                KeyValuePair.Create(model.Key, (JsonNode?)new JsonObject { ["schema"] = Reference((string)model.Value!) })
            )
        );
}
