using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>PutMethod, GetMethod, UpdateMethod, DeleteMethod.</summary>
internal static class MethodOperations
{
    private const string Path = "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}";

    private static readonly string[] Verbs = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

    public static IEnumerable<Route> Routes =>
        [
            new("PUT", Path, Put),
            new("GET", Path, call => Answer.Ok(Answer.Copy(Find(call).Method))),
            new("PATCH", Path, Update),
            new("DELETE", Path, Delete),
        ];

    /// <summary>The method that the path names.</summary>
    public static (LabRestApi Api, JsonObject Resource, JsonObject Method) Find(ApiCall call)
    {
        (LabRestApi api, JsonObject resource) = ResourceOperations.Find(call);
        return resource["resourceMethods"]?[call.Label("http_method")] is JsonObject method
            ? (api, resource, method)
            : throw ApiFault.NotFound("Invalid Method identifier specified");
    }

    /// <summary>Refuses a method whose references lead nowhere.</summary>
    public static void Check(ApiDefinition definition, JsonObject method)
    {
        if (
            (string?)method["authorizationType"] is "CUSTOM" or "COGNITO_USER_POOLS"
            && ((string?)method["authorizerId"] is not { } authorizer || !definition.Authorizers.ContainsKey(authorizer))
        )
        {
            throw ApiFault.BadRequest(
                "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or "
                    + "COGNITO_USER_POOLS requires a valid authorizer."
            );
        }

        if ((string?)method["authorizationType"] is not ("NONE" or "AWS_IAM" or "CUSTOM" or "COGNITO_USER_POOLS"))
        {
            throw ApiFault.BadRequest("Invalid authorization type specified. Valid options are NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS");
        }

        if ((string?)method["requestValidatorId"] is { } validator && !definition.RequestValidators.ContainsKey(validator))
        {
            throw ApiFault.BadRequest("Invalid Request Validator identifier specified");
        }

        if (
            (method["requestModels"] as JsonObject ?? [])
                .Select(model => (string?)model.Value)
                .FirstOrDefault(model => model is null || !definition.Models.ContainsKey(model)) is
            { } unknown
        )
        {
            throw ApiFault.BadRequest($"Invalid model identifier specified: {unknown}");
        }

        List<string> names = (method["requestParameters"] as JsonObject ?? [])
            .Select(parameter => parameter.Key.Split('.', 4)[^1])
            .ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw ApiFault.BadRequest("Parameter names must be unique across querystring, header and path");
        }
    }

    private static LabResponse Put(ApiCall call)
    {
        (LabRestApi api, JsonObject resource) = ResourceOperations.Find(call);
        string verb = call.Label("http_method");
        if (!Verbs.Contains(verb))
        {
            throw ApiFault.BadRequest("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        }

        if (resource["resourceMethods"]?[verb] is not null)
        {
            throw ApiFault.Conflict("Method already exists for this resource");
        }

        JsonObject method = new() { ["httpMethod"] = verb, ["apiKeyRequired"] = call.Boolean("apiKeyRequired") ?? false };
        call.CopyTexts(method, "authorizationType", "authorizerId", "operationName", "requestValidatorId");
        if (call.Booleans("requestParameters") is { Count: > 0 } parameters)
        {
            method["requestParameters"] = parameters;
        }

        if (call.TextMap("requestModels") is { Count: > 0 } models)
        {
            method["requestModels"] = models;
        }

        if (call.Texts("authorizationScopes") is { Count: > 0 } scopes)
        {
            method["authorizationScopes"] = new JsonArray([.. scopes]);
        }

        if ((method["requestParameters"] as JsonObject ?? []).FirstOrDefault(parameter => !IsLocation(parameter.Key)).Key is { } wrong)
        {
            throw MappingRules.Invalid($"Invalid mapping expression specified: {wrong}");
        }

        Normalise(method);
        Check(api.Definition, method);
        JsonObject methods = resource["resourceMethods"] as JsonObject ?? [];
        resource["resourceMethods"] = methods;
        methods[verb] = method;
        return Answer.Created(Answer.Copy(method));
    }

    /// <summary>"none" in any case is NONE, and an authorizer of a method that asks none is not kept.</summary>
    private static void Normalise(JsonObject method)
    {
        if (string.Equals((string?)method["authorizationType"], "NONE", StringComparison.OrdinalIgnoreCase))
        {
            method["authorizationType"] = "NONE";
        }

        if ((string?)method["authorizationType"] is not ("CUSTOM" or "COGNITO_USER_POOLS"))
        {
            method.Remove("authorizerId");
        }
    }

    private static bool IsLocation(string name) =>
        name.Split('.', 4) is ["method", "request", "path" or "querystring" or "header", { Length: > 0 }];

    private static LabResponse Update(ApiCall call)
    {
        (LabRestApi api, JsonObject resource, JsonObject method) = Find(call);
        JsonObject draft = Answer.Copy(method);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateMethod"))
        {
            Apply(api.Definition, draft, operation);
        }

        MapPatch.Prune(draft, "requestParameters", "requestModels");
        Normalise(draft);
        Check(api.Definition, draft);
        resource["resourceMethods"]![call.Label("http_method")] = draft;
        return Answer.Ok(Answer.Without(draft));
    }

    private static void Apply(ApiDefinition definition, JsonObject draft, PatchOperation operation)
    {
        switch (operation.Segments)
        {
            case ["authorizationType" or "authorizerId" or "operationName" or "requestValidatorId"]:
                operation.Only("replace");
                draft[operation.Segments[0]] = string.IsNullOrEmpty(operation.Value) ? null : operation.Value;
                break;
            case ["apiKeyRequired"]:
                operation.Only("replace");
                draft["apiKeyRequired"] = string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase);
                break;
            case ["requestParameters", _, ..]:
                MapPatch.Apply(
                    draft,
                    "requestParameters",
                    operation,
                    string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase),
                    ApiFault.NotFound("Invalid parameter name specified")
                );
                break;
            case ["requestModels", string type] when type.Contains('/'):
                if (operation.Op != "remove" && !definition.Models.ContainsKey(operation.Value ?? string.Empty))
                {
                    throw ApiFault.BadRequest($"Invalid model identifier specified: {operation.Value}");
                }

                MapPatch.Apply(
                    draft,
                    "requestModels",
                    operation,
                    operation.Value,
                    ApiFault.NotFound("Content-Type specified was not found")
                );
                break;
            case ["authorizationScopes"] or ["authorizationScopes", _]:
                PatchScopes(draft, operation);
                break;
            default:
                throw operation.InvalidPath();
        }
    }

    private static void PatchScopes(JsonObject draft, PatchOperation operation)
    {
        operation.Only("add", "replace", "remove");
        List<string> scopes = [.. Scalar.Texts(draft["authorizationScopes"])];
        string? named = operation.Segments.Count > 1 ? operation.Segments[1] : operation.Value;
        if (operation.Op == "add" && operation.Value is { } added && !scopes.Contains(added))
        {
            scopes.Add(added);
        }
        else if (operation.Op == "remove" && named is not null)
        {
            scopes.Remove(named);
        }
        else if (operation.Op == "replace" && operation.Value is { } replacement)
        {
            scopes = [.. replacement.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        }

        draft["authorizationScopes"] = scopes.Count == 0 ? null : new JsonArray([.. scopes]);
    }

    private static LabResponse Delete(ApiCall call)
    {
        (_, JsonObject resource, _) = Find(call);
        ((JsonObject)resource["resourceMethods"]!).Remove(call.Label("http_method"));
        return Answer.Nothing(204);
    }
}
