using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// PutIntegrationResponse (which replaces), GetIntegrationResponse, UpdateIntegrationResponse, DeleteIntegrationResponse.
/// </summary>
internal static class IntegrationResponseOperations
{
    private const string Path = "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}";

    public static IEnumerable<Route> Routes =>
        [
            new("PUT", Path, Put),
            new("GET", Path, call => Answer.Ok(Answer.Copy(Find(call).Response))),
            new("PATCH", Path, Update),
            new("DELETE", Path, Delete),
        ];

    private static (JsonObject Method, JsonObject Integration, JsonObject Response) Find(ApiCall call)
    {
        MethodResponseOperations.CheckStatus(call);
        (JsonObject method, JsonObject integration) = IntegrationOperations.Find(call);
        return integration["integrationResponses"]?[call.Label("status_code")] is JsonObject response
            ? (method, integration, response)
            : throw ApiFault.NotFound("Invalid Response status code specified");
    }

    private static LabResponse Put(ApiCall call)
    {
        MethodResponseOperations.CheckStatus(call);
        (JsonObject method, JsonObject integration) = IntegrationOperations.Find(call);
        string status = call.Label("status_code");
        JsonObject response = new() { ["statusCode"] = status };
        call.CopyTexts(response, "selectionPattern", "contentHandling");
        foreach (string map in new[] { "responseParameters", "responseTemplates" })
        {
            if (call.Object(map) is { } entries)
            {
                response[map] = new JsonObject(
                    entries.Select(entry =>
                        KeyValuePair.Create(entry.Key, (JsonNode?)(Scalar.Text(entry.Value) is { Length: > 0 } text ? text : null))
                    )
                );
            }
        }

        if ((response["responseTemplates"] as JsonObject ?? []).FirstOrDefault(template => !template.Key.Contains('/')).Key is { } wrong)
        {
            throw ApiFault.BadRequest($"Validation Result: warnings : [], errors : [Invalid content type specified: {wrong}]");
        }

        MappingRules.CheckResponse(method, response);
        JsonObject responses = integration["integrationResponses"] as JsonObject ?? [];
        integration["integrationResponses"] = responses;
        responses[status] = response;
        return Answer.Created(Answer.Copy(response));
    }

    private static LabResponse Update(ApiCall call)
    {
        (JsonObject method, JsonObject integration, JsonObject response) = Find(call);
        JsonObject draft = Answer.Copy(response);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateIntegrationResponse"))
        {
            switch (operation.Segments)
            {
                case ["selectionPattern" or "contentHandling"]:
                    operation.Only("replace");
                    draft[operation.Segments[0]] = operation.Value;
                    break;
                case ["responseParameters" or "responseTemplates", _, ..]:
                    MapPatch.Apply(draft, operation.Segments[0], operation, operation.Value);
                    break;
                default:
                    throw operation.InvalidPath();
            }
        }

        MappingRules.CheckResponse(method, draft);
        integration["integrationResponses"]![call.Label("status_code")] = draft;
        return Answer.Ok(Answer.Copy(draft));
    }

    private static LabResponse Delete(ApiCall call)
    {
        // A method that does not exist is told as an integration that does not.
        (_, JsonObject resource) = ResourceOperations.Find(call);
        if (resource["resourceMethods"]?[call.Label("http_method")] is null)
        {
            throw ApiFault.NotFound("Invalid Integration identifier specified");
        }

        (_, JsonObject integration, _) = Find(call);
        ((JsonObject)integration["integrationResponses"]!).Remove(call.Label("status_code"));
        MapPatch.Prune(integration, "integrationResponses");
        return Answer.Nothing(204);
    }
}
