using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>Operations become methods with their integrations and responses.</summary>
internal sealed class MethodImport(
    ApiDefinition definition,
    Dialect dialect,
    SecurityImport security,
    ModelSink models,
    ImportReport report
)
{
    private const string ValidatorExtension = "x-amazon-apigateway-request-validator";

    public void Put(JsonObject resource, string verb, JsonObject path, JsonObject operation)
    {
        IReadOnlyList<JsonObject> parameters = dialect.Parameters(path, operation);
        JsonObject method = new() { ["httpMethod"] = verb };
        security.Apply(method, operation);
        if (Scalar.Loose(operation["operationId"]) is { } name)
        {
            method["operationName"] = name;
        }

        AddIfAny(method, "requestParameters", RequestParameters(parameters, (string)resource["path"]!));
        AddIfAny(
            method,
            "requestModels",
            new JsonObject(
                dialect
                    .Bodies(operation, parameters)
                    .Select(body => KeyValuePair.Create(body.ContentType, (JsonNode?)models.NameOf(body.Schema, body.ContentType)))
            )
        );
        if (Scalar.Loose(operation[ValidatorExtension] ?? dialect.Root[ValidatorExtension]) is { } validator)
        {
            method["requestValidatorId"] =
                definition.RequestValidators.FirstOrDefault(known => (string?)known.Value["name"] == validator).Key
                ?? throw ApiFault.BadRequest($"Invalid Request Validator name specified: {validator}");
        }

        AddIfAny(method, "methodResponses", Responses(operation, (string)resource["path"]!, verb));
        if (operation["x-amazon-apigateway-integration"] is JsonObject given)
        {
            JsonObject integration = Integration(
                (string)resource["id"]!,
                WithoutForeignKinds(dialect.Follow(given), (string)resource["path"]!, verb)
            );
            MappingRules.CheckRequest(method, integration);
            foreach ((_, JsonNode? response) in integration["integrationResponses"] as JsonObject ?? [])
            {
                MappingRules.CheckResponse(method, (JsonObject)response!);
            }

            method["methodIntegration"] = integration;
        }

        JsonObject methods = resource["resourceMethods"] as JsonObject ?? [];
        resource["resourceMethods"] = methods;
        methods[verb] = method;
    }

    private static void AddIfAny(JsonObject target, string name, JsonObject members)
    {
        if (members.Count > 0)
        {
            target[name] = members;
        }
    }

    private static JsonObject RequestParameters(IReadOnlyList<JsonObject> parameters, string path)
    {
        JsonObject known = [];
        foreach (JsonObject parameter in parameters)
        {
            string? place = Scalar.Loose(parameter["in"]) switch
            {
                "path" => "path",
                "query" => "querystring",
                "header" => "header",
                _ => null,
            };
            if (place is not null && Scalar.Loose(parameter["name"]) is { } name)
            {
                known[$"method.request.{place}.{name}"] = place == "path" || (Scalar.Boolean(parameter["required"]) ?? false);
            }
        }

        // Those of the path count even if the definition does not declare them.
        foreach (string part in path.Split('/').Where(part => part.StartsWith('{') && part.EndsWith('}')))
        {
            known.TryAdd($"method.request.path.{part[1..^1].TrimEnd('+')}", true);
        }

        return known;
    }

    private JsonObject Responses(JsonObject operation, string path, string verb)
    {
        JsonObject responses = [];
        if (dialect is OpenApiDialect && operation["responses"] is not JsonObject)
        {
            // The message of the importer's parser is assumed.
            report.Warn($"Parse issue: attribute paths.'{path}'({verb.ToLowerInvariant()}).responses is missing");
        }

        foreach ((string status, JsonNode? value) in operation["responses"] as JsonObject ?? [])
        {
            // "default" is not supported (API Gateway's page on known issues).
            if (value is not JsonObject given || !StatusCodes.IsValid(status))
            {
                continue;
            }

            JsonObject response = dialect.Follow(given);
            JsonObject shape = new() { ["statusCode"] = status };
            AddIfAny(
                shape,
                "responseParameters",
                new JsonObject(
                    (response["headers"] as JsonObject ?? []).Select(header =>
                        KeyValuePair.Create($"method.response.header.{header.Key}", (JsonNode?)false)
                    )
                )
            );
            AddIfAny(
                shape,
                "responseModels",
                new JsonObject(
                    dialect
                        .Bodies(operation, response)
                        .Select(body => KeyValuePair.Create(body.ContentType, (JsonNode?)models.NameOf(body.Schema, body.ContentType)))
                )
            );
            responses[status] = shape;
        }

        return responses;
    }

    /// <summary>Request parameters that are not strings are left out, with a warning.</summary>
    private JsonObject WithoutForeignKinds(JsonObject given, string path, string verb)
    {
        JsonObject kept = (JsonObject)given.DeepClone();
        if (kept["requestParameters"] is not JsonObject parameters)
        {
            return kept;
        }

        foreach ((string name, JsonNode? value) in parameters.ToList())
        {
            if (value is not null && value.GetValueKind() != JsonValueKind.String)
            {
                parameters.Remove(name);
                report.Warn(
                    $"Invalid format for 'requestParameters'. Expected type string for property '{name}' of resource '{path}' and method "
                        + $"'{verb}' but got '{Scalar.Loose(value) ?? value.ToJsonString()}'"
                );
            }
        }

        return kept;
    }

    /// <summary>In documents, numbers and booleans may be used where the service's own protocol has strings.</summary>
    private static JsonObject Loosened(JsonObject given) =>
        new(
            given.Select(member =>
                KeyValuePair.Create(
                    member.Key,
                    member.Value switch
                    {
                        JsonObject map when member.Key is "requestParameters" or "requestTemplates" => new JsonObject(
                            map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Scalar.Loose(entry.Value)))
                        ),
                        JsonValue value when member.Key is not ("timeoutInMillis" or "cacheKeyParameters") => Scalar.Loose(value),
                        JsonNode other => other.DeepClone(),
                        null => null,
                    }
                )
            )
        );

    private static JsonObject Integration(string resourceId, JsonObject given)
    {
        JsonObject input = Loosened(given);
        foreach (string member in new[] { "type", "httpMethod", "passthroughBehavior", "contentHandling", "connectionType" })
        {
            if (Scalar.Loose(input[member]) is { } text)
            {
                input[member] = text.ToUpperInvariant();
            }
        }

        // In a definition the verb of the backend is httpMethod; PutIntegration calls it integrationHttpMethod.
        JsonObject integration = IntegrationRules.Build(input, Scalar.Loose(input["httpMethod"]), resourceId);
        JsonObject responses = [];
        foreach ((string pattern, JsonNode? value) in given["responses"] as JsonObject ?? [])
        {
            JsonObject response = value as JsonObject ?? [];
            string status = Scalar.Loose(response["statusCode"]) ?? "200";
            if (!StatusCodes.IsValid(status))
            {
                throw ApiFault.BadRequest($"Invalid status code specified: {status}");
            }

            JsonObject shape = new() { ["statusCode"] = status };
            if (pattern != "default")
            {
                shape["selectionPattern"] = pattern;
            }

            foreach (string member in new[] { "responseParameters", "responseTemplates" })
            {
                if (response[member] is JsonObject { Count: > 0 } members)
                {
                    shape[member] = new JsonObject(
                        members.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Scalar.Loose(entry.Value)))
                    );
                }
            }

            if (Scalar.Loose(response["contentHandling"]) is { } handling)
            {
                shape["contentHandling"] = handling.ToUpperInvariant();
            }

            responses[status] = shape;
        }

        AddIfAny(integration, "integrationResponses", responses);
        return integration;
    }
}
