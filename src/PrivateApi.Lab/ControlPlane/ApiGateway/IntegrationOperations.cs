using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>PutIntegration (which replaces everything), GetIntegration, UpdateIntegration, DeleteIntegration.</summary>
internal static class IntegrationOperations
{
    private const string Path = "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration";

    public static IEnumerable<Route> Routes =>
        [
            new("PUT", Path, Put),
            new("GET", Path, call => Answer.Ok(Answer.Copy(Find(call).Integration))),
            new("PATCH", Path, Update),
            new("DELETE", Path, Delete),
        ];

    /// <summary>The integration that the path names, with its method.</summary>
    public static (JsonObject Method, JsonObject Integration) Find(ApiCall call)
    {
        (_, _, JsonObject method) = MethodOperations.Find(call);
        return method["methodIntegration"] is JsonObject integration
            ? (method, integration)
            : throw ApiFault.NotFound("Invalid Integration identifier specified");
    }

    private static LabResponse Put(ApiCall call)
    {
        // The protocol is checked first: kinds of values, then enumerations.
        _ = call.TextMap("requestParameters");
        _ = call.TextMap("requestTemplates");
        IntegrationRules.CheckType(call.Text("type"));
        (_, JsonObject resource, JsonObject method) = MethodOperations.Find(call);
        JsonObject integration = IntegrationRules.Build(
            call.Body,
            call.Text("integrationHttpMethod") ?? call.Text("httpMethod"),
            (string)resource["id"]!
        );
        MappingRules.CheckRequest(method, integration);
        method["methodIntegration"] = integration;
        return Answer.Created(Answer.Copy(integration));
    }

    private static LabResponse Update(ApiCall call)
    {
        (JsonObject method, JsonObject integration) = Find(call);
        JsonObject draft = Answer.Copy(integration);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateIntegration"))
        {
            Apply(draft, operation);
        }

        MapPatch.Prune(draft, "requestParameters", "requestTemplates");
        MappingRules.CheckRequest(method, draft);
        method["methodIntegration"] = draft;
        return Answer.Ok(Answer.Without(draft));
    }

    private static void Apply(JsonObject draft, PatchOperation operation)
    {
        switch (operation.Segments)
        {
            case ["uri"]:
                operation.Only("replace");
                IntegrationRules.CheckUri((string)draft["type"]!, operation.Value);
                draft["uri"] = operation.Value;
                break;
            case [
                "httpMethod"
                or "credentials"
                or "connectionType"
                or "connectionId"
                or "passthroughBehavior"
                or "contentHandling"
                or "cacheNamespace"
                or "responseTransferMode"
                or "integrationTarget",
            ]:
                operation.Only("replace", "add", "remove");
                draft[operation.Segments[0]] = operation.Op == "remove" || string.IsNullOrEmpty(operation.Value) ? null : operation.Value;
                break;
            case ["timeoutInMillis"]:
                operation.Only("replace");
                draft["timeoutInMillis"] = IntegrationRules.Timeout(operation.Value);
                break;
            case ["tlsConfig", "insecureSkipVerification"]:
                operation.Only("replace");
                draft["tlsConfig"] = new JsonObject
                {
                    ["insecureSkipVerification"] = string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase),
                };
                break;
            case ["requestParameters" or "requestTemplates", _, ..]:
                MapPatch.Apply(draft, operation.Segments[0], operation, operation.Value);
                break;
            case ["cacheKeyParameters", string name]:
                operation.Only("add", "remove");
                List<string> names = [.. Scalar.Texts(draft["cacheKeyParameters"])];
                names.Remove(name);
                if (operation.Op == "add")
                {
                    names.Add(name);
                }

                draft["cacheKeyParameters"] = new JsonArray([.. names]);
                break;
            default:
                throw operation.InvalidPath();
        }
    }

    private static LabResponse Delete(ApiCall call)
    {
        (JsonObject method, _) = Find(call);
        method.Remove("methodIntegration");
        return Answer.Nothing(204);
    }
}
