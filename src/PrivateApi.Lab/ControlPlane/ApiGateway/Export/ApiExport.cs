using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>The content of an export in either format. The endpoint configuration is never part of it.</summary>
internal abstract class ApiExport(LabDeployment deployment, ExportExtensions extensions)
{
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);

    protected ApiDefinition Definition { get; } = deployment.Definition;

    protected ExportExtensions Extensions { get; } = extensions;

    /// <summary>Where references to models point.</summary>
    protected abstract string ModelRoot { get; }

    public JsonObject Build(string host, string stage, string version)
    {
        JsonObject info = new() { ["title"] = deployment.RestApi["name"]!.DeepClone() };
        if (deployment.RestApi["description"] is { } description)
        {
            info["description"] = description.DeepClone();
        }

        info["version"] = version;
        JsonObject document = Head(info, host, stage);
        JsonObject paths = [];
        foreach (JsonObject resource in Definition.Resources.Values.OrderBy(resource => (string)resource["path"]!, StringComparer.Ordinal))
        {
            if (resource["resourceMethods"] is JsonObject { Count: > 0 } methods)
            {
                paths[(string)resource["path"]!] = new JsonObject(
                    methods.Select(method =>
                        KeyValuePair.Create(
                            method.Key == "ANY" ? "x-amazon-apigateway-any-method" : method.Key.ToLowerInvariant(),
                            (JsonNode?)Operation((JsonObject)method.Value!)
                        )
                    )
                );
            }
        }

        document["paths"] = paths;
        Tail(document, Schemas(), new SecurityExport(Definition, Extensions).Schemes());
        if (Extensions.All)
        {
            TopLevel(document);
        }

        return document;
    }

    protected abstract JsonObject Head(JsonObject info, string host, string stage);

    protected abstract void Tail(JsonObject document, JsonObject schemas, JsonObject security);

    /// <summary>Adds parameters, bodies and responses to an operation.</summary>
    protected abstract void Describe(JsonObject operation, JsonObject method);

    /// <summary>A reference to a model, which makes it part of the export. Models without a reference are assumed to be left out.</summary>
    protected JsonObject Reference(string model)
    {
        _models.Add(model);
        return new JsonObject { ["$ref"] = ModelRoot + model };
    }

    /// <summary>name, in and whether it is required, of the parameters that the method declares.</summary>
    protected static IEnumerable<(string Name, string In, bool Required)> Parameters(JsonObject method) =>
        (method["requestParameters"] as JsonObject ?? []).Select(parameter =>
        {
            string[] parts = parameter.Key.Split('.', 4);
            return (parts[3], parts[2] == "querystring" ? "query" : parts[2], (bool)parameter.Value!);
        });

    /// <summary>Names of the headers of a method response.</summary>
    protected static IEnumerable<string> Headers(JsonObject response) =>
        (response["responseParameters"] as JsonObject ?? [])
            .Select(header => header.Key)
            .Where(name => name.StartsWith("method.response.header.", StringComparison.Ordinal))
            .Select(name => name["method.response.header.".Length..]);

    protected static IEnumerable<JsonObject> Responses(JsonObject method) =>
        (method["methodResponses"] as JsonObject ?? []).Select(response => (JsonObject)response.Value!);

    private JsonObject Operation(JsonObject method)
    {
        JsonObject operation = [];
        if (method["operationName"] is { } name)
        {
            operation["operationId"] = name.DeepClone();
        }

        Describe(operation, method);
        SecurityExport.Apply(operation, method, Definition);
        if (Extensions.All && (string?)method["requestValidatorId"] is { } validator)
        {
            operation["x-amazon-apigateway-request-validator"] = Definition.RequestValidators[validator]["name"]?.DeepClone();
        }

        if (Extensions.Integrations && method["methodIntegration"] is JsonObject integration)
        {
            operation["x-amazon-apigateway-integration"] = IntegrationExport.Write(integration);
        }

        return operation;
    }

    private JsonObject Schemas()
    {
        JsonObject schemas = [];
        Queue<string> wanted = new(_models);
        while (wanted.TryDequeue(out string? name))
        {
            if (schemas.ContainsKey(name) || !Definition.Models.TryGetValue(name, out JsonObject? model))
            {
                continue;
            }

            JsonNode schema = JsonNode.Parse((string?)model["schema"] ?? "{}") ?? new JsonObject();
            (schema as JsonObject)?.Remove("$schema");
            Rewrite(schema, wanted);
            schemas[name] = schema;
        }

        return schemas;
    }

    private void Rewrite(JsonNode? node, Queue<string> wanted)
    {
        if (node is JsonObject schema)
        {
            if (Scalar.Loose(schema["$ref"]) is { } reference && reference.Contains("/models/", StringComparison.Ordinal))
            {
                string name = reference[(reference.LastIndexOf('/') + 1)..];
                wanted.Enqueue(name);
                schema["$ref"] = ModelRoot + name;
            }

            foreach ((_, JsonNode? value) in schema)
            {
                Rewrite(value, wanted);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? value in list)
            {
                Rewrite(value, wanted);
            }
        }
    }

    private void TopLevel(JsonObject document)
    {
        if (Definition.GatewayResponses.Count > 0)
        {
            document["x-amazon-apigateway-gateway-responses"] = new JsonObject(
                Definition
                    .GatewayResponses.OrderBy(response => response.Key, StringComparer.Ordinal)
                    .Select(response =>
                        KeyValuePair.Create(response.Key, (JsonNode?)Answer.Without(response.Value, "responseType", "defaultResponse"))
                    )
            );
        }

        if (Definition.RequestValidators.Count > 0)
        {
            document["x-amazon-apigateway-request-validators"] = new JsonObject(
                Definition
                    .RequestValidators.Values.OrderBy(validator => (string?)validator["name"], StringComparer.Ordinal)
                    .Select(validator =>
                        KeyValuePair.Create((string)validator["name"]!, (JsonNode?)Answer.Without(validator, "id", "name"))
                    )
            );
        }

        // AWS does not document which policy an export shows; the lab's shows the one that its stage enforces.
        if (deployment.Policy is { } policy)
        {
            document["x-amazon-apigateway-policy"] = JsonNode.Parse(policy);
        }

        Copy(document, "binaryMediaTypes", "x-amazon-apigateway-binary-media-types");
        Copy(document, "minimumCompressionSize", "x-amazon-apigateway-minimum-compression-size");
        Copy(document, "securityPolicy", "x-amazon-apigateway-security-policy");
        Copy(document, "endpointAccessMode", "x-amazon-apigateway-endpoint-access-mode");
        if ((string?)deployment.RestApi["apiKeySource"] == "AUTHORIZER")
        {
            Copy(document, "apiKeySource", "x-amazon-apigateway-api-key-source");
        }
    }

    private void Copy(JsonObject document, string member, string extension)
    {
        if (deployment.RestApi[member] is { } value)
        {
            document[extension] = value.DeepClone();
        }
    }
}
