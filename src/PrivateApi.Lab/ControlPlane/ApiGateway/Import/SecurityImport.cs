using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>Security schemes: authorizers, IAM, and API keys.</summary>
internal sealed class SecurityImport(ApiCall call, ApiDefinition definition, Dialect dialect)
{
    private const string AuthorizerExtension = "x-amazon-apigateway-authorizer";
    private const string AuthTypeExtension = "x-amazon-apigateway-authtype";

    /// <summary>Adds the authorizers in the schemes.</summary>
    public void Authorizers()
    {
        foreach ((string name, JsonNode? value) in dialect.SecuritySchemes)
        {
            if (value is JsonObject scheme && scheme[AuthorizerExtension] is JsonObject given)
            {
                string id = Find(name) ?? call.NewId(6, definition.Authorizers.ContainsKey);
                definition.Authorizers[id] = Authorizer(id, name, scheme, given);
            }
        }
    }

    /// <summary>
    /// Sets a method's authorization from the operation's security; that of the document is ignored (developer guide, "Amazon API Gateway
    /// important notes").
    /// </summary>
    public void Apply(JsonObject method, JsonObject operation)
    {
        string type = "NONE";
        if ((operation["x-amazon-apigateway-auth"] ?? dialect.Root["x-amazon-apigateway-auth"]) is JsonObject auth)
        {
            type = Scalar.Loose(auth["type"])?.ToUpperInvariant() ?? type;
        }

        bool key = false;
        foreach (JsonObject requirement in operation["security"] is JsonArray list ? list.OfType<JsonObject>() : [])
        {
            foreach ((string name, JsonNode? scopes) in requirement)
            {
                JsonObject scheme = dialect.SecuritySchemes[name] as JsonObject ?? [];
                if (Find(name) is { } id && scheme[AuthorizerExtension] is JsonObject)
                {
                    type = (string?)definition.Authorizers[id]["type"] == "COGNITO_USER_POOLS" ? "COGNITO_USER_POOLS" : "CUSTOM";
                    method["authorizerId"] = id;
                    if (Scalar.Texts(scopes) is { Count: > 0 } wanted)
                    {
                        method["authorizationScopes"] = new JsonArray([.. wanted]);
                    }
                }
                else if (string.Equals(Scalar.Loose(scheme[AuthTypeExtension]), "awsSigv4", StringComparison.OrdinalIgnoreCase))
                {
                    type = "AWS_IAM";
                }
                else if (
                    Scalar.Loose(scheme["type"]) == "apiKey"
                    && string.Equals(Scalar.Loose(scheme["name"]), "x-api-key", StringComparison.OrdinalIgnoreCase)
                )
                {
                    key = true;
                }
            }
        }

        method["authorizationType"] = type;
        method["apiKeyRequired"] = key;
    }

    private string? Find(string name) => definition.Authorizers.FirstOrDefault(authorizer => (string?)authorizer.Value["name"] == name).Key;

    private static JsonObject Authorizer(string id, string name, JsonObject scheme, JsonObject given)
    {
        string type = Scalar.Loose(given["type"])?.ToUpperInvariant() ?? "TOKEN";
        JsonObject authorizer = new()
        {
            ["id"] = id,
            ["name"] = name,
            ["type"] = type,
        };
        if (Scalar.Loose(scheme[AuthTypeExtension]) is { } authType)
        {
            authorizer["authType"] = authType;
        }

        if (given["providerARNs"] is JsonArray providers)
        {
            authorizer["providerARNs"] = providers.DeepClone();
        }

        foreach (string member in new[] { "authorizerUri", "authorizerCredentials", "identityValidationExpression", "identitySource" })
        {
            if (Scalar.Loose(given[member]) is { } text)
            {
                authorizer[member] = text;
            }
        }

        if (authorizer["identitySource"] is null && type is "TOKEN" or "COGNITO_USER_POOLS" && Scalar.Loose(scheme["name"]) is { } header)
        {
            authorizer["identitySource"] = $"method.request.header.{header}";
        }

        if (Scalar.Integer(given["authorizerResultTtlInSeconds"]) is { } seconds)
        {
            authorizer["authorizerResultTtlInSeconds"] = seconds;
        }

        return authorizer;
    }
}
