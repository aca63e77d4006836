using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>PutMethodResponse, GetMethodResponse, UpdateMethodResponse (which answers 201), DeleteMethodResponse.</summary>
internal static class MethodResponseOperations
{
    private const string Path = "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}";

    public static IEnumerable<Route> Routes =>
        [
            new("PUT", Path, Put),
            new("GET", Path, call => Answer.Ok(Answer.Copy(Find(call).Response))),
            new("PATCH", Path, Update),
            new("DELETE", Path, Delete),
        ];

    private static (LabRestApi Api, JsonObject Method, JsonObject Response) Find(ApiCall call)
    {
        (LabRestApi api, _, JsonObject method) = MethodOperations.Find(call);
        CheckStatus(call);
        return method["methodResponses"]?[call.Label("status_code")] is JsonObject response
            ? (api, method, response)
            : throw ApiFault.NotFound("Invalid Response status code specified");
    }

    public static void CheckStatus(ApiCall call)
    {
        if (StatusError(call) is { } error)
        {
            throw ApiFault.Validation([error]);
        }
    }

    private static string? StatusError(ApiCall call) =>
        call.Label("status_code") is var status && StatusCodes.IsValid(status)
            ? null
            : $@"Value '{status}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\d\d";

    private static LabResponse Put(ApiCall call)
    {
        (LabRestApi api, _, JsonObject method) = MethodOperations.Find(call);
        CheckStatus(call);
        string status = call.Label("status_code");
        JsonObject responses = method["methodResponses"] as JsonObject ?? [];
        if (responses.ContainsKey(status))
        {
            throw ApiFault.Conflict("Response already exists for this resource");
        }

        JsonObject response = new() { ["statusCode"] = status };
        if (call.Booleans("responseParameters") is { } parameters)
        {
            response["responseParameters"] = parameters;
        }

        if (call.TextMap("responseModels") is { } models)
        {
            response["responseModels"] = models;
        }

        foreach ((_, JsonNode? model) in response["responseModels"] as JsonObject ?? [])
        {
            CheckModel(api, Scalar.Text(model));
        }

        method["methodResponses"] = responses;
        responses[status] = response;
        return Answer.Created(Answer.Copy(response));
    }

    private static void CheckModel(LabRestApi api, string? name)
    {
        if (name is null || !api.Definition.Models.ContainsKey(name))
        {
            throw ApiFault.BadRequest($"Invalid model identifier specified: {name}");
        }
    }

    private static LabResponse Update(ApiCall call)
    {
        IReadOnlyList<PatchOperation> operations = PatchOperation.ParseAll(call, "updateMethodResponse", StatusError(call));
        (LabRestApi api, JsonObject method, JsonObject response) = Find(call);
        JsonObject draft = Answer.Copy(response);
        foreach (PatchOperation operation in operations)
        {
            switch (operation.Segments)
            {
                case ["responseParameters", _, ..]:
                    MapPatch.Apply(
                        draft,
                        "responseParameters",
                        operation,
                        string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase),
                        ApiFault.NotFound("Invalid parameter name specified")
                    );
                    break;
                case ["responseModels", _, ..]:
                    if (operation.Op != "remove")
                    {
                        CheckModel(api, operation.Value);
                    }

                    MapPatch.Apply(
                        draft,
                        "responseModels",
                        operation,
                        operation.Value,
                        ApiFault.NotFound("Content-Type specified was not found")
                    );
                    break;
                default:
                    throw operation.InvalidPath();
            }
        }

        MapPatch.Prune(draft, "responseParameters", "responseModels");
        method["methodResponses"]![call.Label("status_code")] = draft;
        return Answer.Created(Answer.Copy(draft));
    }

    private static LabResponse Delete(ApiCall call)
    {
        (_, JsonObject method, _) = Find(call);
        ((JsonObject)method["methodResponses"]!).Remove(call.Label("status_code"));
        MapPatch.Prune(method, "methodResponses");
        return Answer.Nothing(204);
    }
}
