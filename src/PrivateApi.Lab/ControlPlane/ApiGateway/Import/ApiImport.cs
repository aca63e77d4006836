using System.Text.Json.Nodes;
using PrivateApi.OpenApi;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>
/// One import of a definition into a draft of an API. What API Gateway reads from it: its guide's pages on importing,
/// and the pages of the <c>x-amazon-apigateway-*</c> extensions.
/// </summary>
internal sealed class ApiImport(
    ApiCall call,
    string apiId,
    JsonObject wire,
    ApiDefinition definition,
    Dialect dialect,
    ImportMode mode,
    ImportReport report
)
{
    private JsonObject Root => dialect.Root;

    /// <summary>Imports everything.</summary>
    /// <param name="basePath">What comes before each path; empty for nothing.</param>
    /// <param name="formerIds">Ids of resources by path, which are kept where the path stays.</param>
    public void Run(string basePath, IReadOnlyDictionary<string, string> formerIds)
    {
        JsonObject info = (JsonObject)Root["info"]!;
        wire["name"] = Scalar.Loose(info["title"]);
        SetUnlessMerging("description", Scalar.Loose(info["description"]) is { Length: > 0 } text ? text : null);
        SetUnlessMerging("version", Scalar.Loose(info["version"]));
        if (dialect is OpenApiDialect && info["version"] is null)
        {
            report.Warn("Parse issue: attribute info.version is missing");
        }

        Settings();
        Endpoint();
        Policy();
        Models();
        SecurityImport security = new(call, definition, dialect);
        security.Authorizers();
        Validators();
        GatewayResponses();
        _ = new DocumentationImport(call, definition, report).Run(Root);
        ResourceTree tree = new(call, definition) { FormerIds = formerIds };
        ModelSink models = new(call, apiId, definition);
        MethodImport methods = new(definition, dialect, security, models, report);
        foreach ((string path, JsonNode? item) in Root["paths"] as JsonObject ?? [])
        {
            if (item is JsonObject operations && path.StartsWith('/'))
            {
                Path(tree, methods, basePath + path, dialect.Follow(operations));
            }
        }
    }

    private void Path(ResourceTree tree, MethodImport methods, string path, JsonObject operations)
    {
        JsonObject? resource = null;
        report.Try($"Unable to create resource at path '{path}'", () => resource = tree.Ensure(path));
        if (resource is null)
        {
            return;
        }

        foreach ((string key, JsonNode? value) in operations)
        {
            if (Operations.Verbs.TryGetValue(key, out string? verb) && value is JsonObject operation)
            {
                report.Try(
                    $"Unable to put method '{verb}' on resource at path '{path}'",
                    () => methods.Put(resource, verb, operations, operation)
                );
            }
        }
    }

    /// <summary>A member of the API: if the definition does not have it, overwriting clears it and merging leaves it.</summary>
    private void SetUnlessMerging(string name, JsonNode? value)
    {
        if (value is not null || mode == ImportMode.Overwrite)
        {
            wire[name] = value;
        }
    }

    private void Settings()
    {
        if (Root["x-amazon-apigateway-binary-media-types"] is JsonArray types)
        {
            IEnumerable<string> old = mode == ImportMode.Merge ? Scalar.Texts(wire["binaryMediaTypes"]) : [];
            wire["binaryMediaTypes"] = new JsonArray([.. old.Concat(Scalar.Texts(types)).Distinct()]);
        }
        else
        {
            SetUnlessMerging("binaryMediaTypes", null);
        }

        SetUnlessMerging("minimumCompressionSize", RestApiOperations.CompressionSize(Root["x-amazon-apigateway-minimum-compression-size"]));
        if (Scalar.Loose(Root["x-amazon-apigateway-api-key-source"]) is { } source)
        {
            wire["apiKeySource"] = source.ToUpperInvariant() is "HEADER" or "AUTHORIZER"
                ? source.ToUpperInvariant()
                : throw ApiFault.BadRequest("Invalid API key source specified. Valid options are HEADER,AUTHORIZER");
        }
        else if (mode == ImportMode.Overwrite)
        {
            wire["apiKeySource"] = "HEADER";
        }

        if (Scalar.Loose(Root["x-amazon-apigateway-security-policy"]) is { } security)
        {
            wire["securityPolicy"] = security;
        }

        if (Scalar.Loose(Root["x-amazon-apigateway-endpoint-access-mode"]) is { } access)
        {
            wire["endpointAccessMode"] = access;
        }
    }

    private void Endpoint()
    {
        JsonObject endpoint = (JsonObject)wire["endpointConfiguration"]!;
        JsonObject? given = dialect.EndpointConfiguration;
        if (given?["vpcEndpointIds"] is { } ids)
        {
            IEnumerable<string> old = mode == ImportMode.Merge ? Scalar.Texts(endpoint["vpcEndpointIds"]) : [];
            endpoint["vpcEndpointIds"] = new JsonArray([.. old.Concat(Scalar.Texts(ids)).Distinct()]);
        }
        else if (mode == ImportMode.Overwrite)
        {
            endpoint.Remove("vpcEndpointIds");
        }

        if (given?["disableExecuteApiEndpoint"] is { } disable)
        {
            wire["disableExecuteApiEndpoint"] = Scalar.Boolean(disable) ?? false;
        }
        else if (mode == ImportMode.Overwrite)
        {
            wire["disableExecuteApiEndpoint"] = false;
        }

        EndpointConfiguration.Check(endpoint);
    }

    private void Policy()
    {
        string? text = Root["x-amazon-apigateway-policy"] switch
        {
            JsonObject policy => Answer.Text(policy),
            JsonNode other => Scalar.Loose(other),
            null => null,
        };
        SetUnlessMerging("policy", ResourcePolicy.Save(call, apiId, text));
    }

    private void Models()
    {
        ModelSink sink = new(call, apiId, definition);
        foreach ((string name, JsonNode? schema) in dialect.Schemas)
        {
            report.Try($"Unable to create model for '{name}'", () => sink.Add(name, schema as JsonObject ?? []));
        }
    }

    private void Validators()
    {
        foreach ((string name, JsonNode? value) in Root["x-amazon-apigateway-request-validators"] as JsonObject ?? [])
        {
            JsonObject settings = value as JsonObject ?? [];
            string id =
                definition.RequestValidators.FirstOrDefault(old => (string?)old.Value["name"] == name).Key
                ?? call.Service.Store.Ids.ApiGateway(6);
            definition.RequestValidators[id] = new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["validateRequestBody"] = Scalar.Boolean(settings["validateRequestBody"]) ?? false,
                ["validateRequestParameters"] = Scalar.Boolean(settings["validateRequestParameters"]) ?? false,
            };
        }
    }

    private void GatewayResponses()
    {
        foreach ((string type, JsonNode? value) in Root["x-amazon-apigateway-gateway-responses"] as JsonObject ?? [])
        {
            report.Try(
                $"Unable to put gateway response '{type}'",
                () => definition.GatewayResponses[type] = GatewayResponseTypes.Customise(type, value as JsonObject ?? [])
            );
        }
    }
}
