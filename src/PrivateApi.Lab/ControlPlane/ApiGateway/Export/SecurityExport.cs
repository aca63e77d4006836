using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>Authorization as security schemes and requirements.</summary>
internal sealed class SecurityExport(ApiDefinition definition, ExportExtensions extensions)
{
    private const string AuthType = "x-amazon-apigateway-authtype";

    /// <summary>Sets what an operation requires.</summary>
    public static void Apply(JsonObject operation, JsonObject method, ApiDefinition definition)
    {
        JsonArray security = [];
        switch ((string?)method["authorizationType"])
        {
            case "AWS_IAM":
                security.Add(new JsonObject { ["sigv4"] = new JsonArray() });
                break;
            case "CUSTOM" or "COGNITO_USER_POOLS":
                string name = (string)definition.Authorizers[(string)method["authorizerId"]!]["name"]!;
                security.Add(new JsonObject { [name] = method["authorizationScopes"]?.DeepClone() ?? new JsonArray() });
                break;
            default:
                break;
        }

        if ((bool?)method["apiKeyRequired"] == true)
        {
            security.Add(new JsonObject { ["api_key"] = new JsonArray() });
        }

        if (security.Count > 0)
        {
            operation["security"] = security;
        }
    }

    /// <summary>The schemes that operations refer to.</summary>
    public JsonObject Schemes()
    {
        List<JsonObject> methods = definition
            .Resources.Values.SelectMany(resource =>
                (resource["resourceMethods"] as JsonObject ?? []).Select(method => (JsonObject)method.Value!)
            )
            .ToList();
        JsonObject schemes = [];
        if (methods.Any(method => (bool?)method["apiKeyRequired"] == true))
        {
            schemes["api_key"] = Header("x-api-key");
        }

        if (methods.Any(method => (string?)method["authorizationType"] == "AWS_IAM"))
        {
            JsonObject signature = Header("Authorization");
            signature[AuthType] = "awsSigv4";
            schemes["sigv4"] = signature;
        }

        foreach (string id in methods.Select(method => (string?)method["authorizerId"]).OfType<string>().Distinct())
        {
            JsonObject authorizer = definition.Authorizers[id];
            schemes[(string)authorizer["name"]!] = Authorizer(authorizer);
        }

        return schemes;
    }

    private static JsonObject Header(string name) =>
        new()
        {
            ["type"] = "apiKey",
            ["name"] = name,
            ["in"] = "header",
        };

    private JsonObject Authorizer(JsonObject authorizer)
    {
        string source = (string?)authorizer["identitySource"] ?? string.Empty;
        JsonObject scheme = Header(
            source.StartsWith("method.request.header.", StringComparison.Ordinal) && !source.Contains(',')
                ? source["method.request.header.".Length..]
                : "Unused"
        );
        scheme[AuthType] = authorizer["authType"]?.DeepClone();
        if (extensions.Authorizers)
        {
            JsonObject given = Answer.Without(authorizer, "id", "name", "authType");
            given["type"] = ((string)authorizer["type"]!).ToLowerInvariant();
            scheme["x-amazon-apigateway-authorizer"] = given;
        }

        return scheme;
    }
}
