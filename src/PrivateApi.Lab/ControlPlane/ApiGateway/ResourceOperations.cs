using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway.Import;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateResource, GetResource(s), UpdateResource, DeleteResource.</summary>
internal static class ResourceOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("GET", "/restapis/{restapi_id}/resources", List),
            new("POST", "/restapis/{restapi_id}/resources/{parent_id}", Create),
            new("GET", "/restapis/{restapi_id}/resources/{resource_id}", call => Answer.Ok(View(call, Find(call, "resource_id").Resource))),
            new("PATCH", "/restapis/{restapi_id}/resources/{resource_id}", Update),
            new("DELETE", "/restapis/{restapi_id}/resources/{resource_id}", Delete),
        ];

    /// <summary>The resource that the path names. An unknown API is reported as an unknown resource, as the service reports it.</summary>
    public static (LabRestApi Api, JsonObject Resource) Find(ApiCall call, string label = "resource_id") =>
        call.State.RestApis.TryGetValue(call.Label("restapi_id"), out LabRestApi? api)
        && api.Definition.Resources.TryGetValue(call.Label(label), out JsonObject? resource)
            ? (api, resource)
            : throw ApiFault.NotFound("Invalid Resource identifier specified");

    /// <summary>With <c>embed=methods</c> whole methods, without it only their verbs.</summary>
    private static JsonObject View(ApiCall call, JsonObject resource)
    {
        JsonObject view = Answer.Without(resource);
        if (view["resourceMethods"] is not JsonObject { Count: > 0 } methods)
        {
            view.Remove("resourceMethods");
        }
        else if (!call.Queries("embed").Contains("methods"))
        {
            view["resourceMethods"] = new JsonObject(
                methods.Select(method => KeyValuePair.Create(method.Key, (JsonNode?)new JsonObject()))
            );
        }

        return view;
    }

    private static LabResponse List(ApiCall call) =>
        Page.Create(
            call,
            call.RestApi().Definition.Resources.Select(resource => KeyValuePair.Create(resource.Key, View(call, resource.Value)))
        );

    private static LabResponse Create(ApiCall call)
    {
        (LabRestApi api, JsonObject parent) = Find(call, "parent_id");
        return Answer.Created(Answer.Copy(new ResourceTree(call, api.Definition).Add(parent, call.Text("pathPart") ?? string.Empty)));
    }

    private static LabResponse Update(ApiCall call)
    {
        (LabRestApi api, JsonObject resource) = Find(call);
        ResourceTree tree = new(call, api.Definition);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateResource"))
        {
            StrictPatch.Only(operation, "/parentId", "/pathPart");
            string member = operation.Segments[0];
            if (resource["parentId"] is null)
            {
                throw ApiFault.BadRequest($"Root resource cannot update its {member}.");
            }

            string value = operation.Value ?? string.Empty;
            JsonObject parent =
                api.Definition.Resources.GetValueOrDefault(member == "parentId" ? value : (string)resource["parentId"]!)
                ?? throw ApiFault.NotFound("Invalid Resource identifier specified");
            for (
                JsonObject? above = parent;
                above is not null;
                above = (string?)above["parentId"] is { } id ? api.Definition.Resources[id] : null
            )
            {
                if (above == resource)
                {
                    throw ApiFault.BadRequest("Resources cannot be cyclical.");
                }
            }

            tree.Check(parent, member == "pathPart" ? value : (string)resource["pathPart"]!, resource);
            resource[member] = value;
            tree.Repath(resource);
        }

        return Answer.Ok(View(call, resource));
    }

    private static LabResponse Delete(ApiCall call)
    {
        (LabRestApi api, JsonObject resource) = Find(call);
        if (resource["parentId"] is null)
        {
            throw ApiFault.BadRequest("Cannot delete root resource");
        }

        Remove(new ResourceTree(call, api.Definition), api.Definition, resource);
        return Answer.Nothing(202);
    }

    private static void Remove(ResourceTree tree, ApiDefinition definition, JsonObject resource)
    {
        foreach (JsonObject child in tree.Children(resource))
        {
            Remove(tree, definition, child);
        }

        definition.Resources.Remove((string)resource["id"]!);
    }
}
