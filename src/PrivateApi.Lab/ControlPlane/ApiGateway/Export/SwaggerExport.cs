using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>Swagger 2.0.</summary>
internal sealed class SwaggerExport(LabDeployment deployment, ExportExtensions extensions) : ApiExport(deployment, extensions)
{
    protected override string ModelRoot => "#/definitions/";

    protected override JsonObject Head(JsonObject info, string host, string stage) =>
        new()
        {
            ["swagger"] = "2.0",
            ["info"] = info,
            ["host"] = host,
            ["basePath"] = "/" + stage,
            ["schemes"] = new JsonArray("https"),
        };

    protected override void Describe(JsonObject operation, JsonObject method)
    {
        JsonObject? integration = method["methodIntegration"] as JsonObject;
        JsonObject requestModels = method["requestModels"] as JsonObject ?? [];
        SetTypes(operation, "consumes", Names(requestModels).Concat(Names(integration?["requestTemplates"])));
        SetTypes(
            operation,
            "produces",
            Responses(method)
                .SelectMany(response => Names(response["responseModels"]))
                .Concat(
                    (integration?["integrationResponses"] as JsonObject ?? []).SelectMany(response =>
                        Names(response.Value!["responseTemplates"])
                    )
                )
        );
        JsonArray parameters = [];
        foreach ((string name, string place, bool required) in Parameters(method))
        {
            parameters.Add(
                new JsonObject
                {
                    ["name"] = name,
                    ["in"] = place,
                    ["required"] = required || place == "path",
                    ["type"] = "string",
                }
            );
        }

        if (requestModels.Count > 0)
        {
            string model = (string)requestModels.First().Value!;
            parameters.Add(
                new JsonObject
                {
                    ["in"] = "body",
                    ["name"] = model,
                    ["required"] = true,
                    ["schema"] = Reference(model),
                }
            );
        }

        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        operation["responses"] = new JsonObject(
            Responses(method).Select(response => KeyValuePair.Create((string)response["statusCode"]!, (JsonNode?)Response(response)))
        );
    }

    protected override void Tail(JsonObject document, JsonObject schemas, JsonObject security)
    {
        if (security.Count > 0)
        {
            document["securityDefinitions"] = security;
        }

        if (schemas.Count > 0)
        {
            document["definitions"] = schemas;
        }
    }

    private static IEnumerable<string> Names(JsonNode? map) => (map as JsonObject ?? []).Select(entry => entry.Key);

    private static void SetTypes(JsonObject operation, string name, IEnumerable<string> types)
    {
        List<string> distinct = [.. types.Distinct()];
        if (distinct.Count > 0)
        {
            operation[name] = new JsonArray([.. distinct]);
        }
    }

    private JsonObject Response(JsonObject response)
    {
        JsonObject export = new() { ["description"] = $"{(string?)response["statusCode"]} response" };
        if ((response["responseModels"] as JsonObject ?? []).FirstOrDefault().Value is { } model)
        {
            export["schema"] = Reference((string)model!);
        }

        JsonObject headers = new(
            Headers(response).Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = "string" }))
        );
        if (headers.Count > 0)
        {
            export["headers"] = headers;
        }

        return export;
    }
}
