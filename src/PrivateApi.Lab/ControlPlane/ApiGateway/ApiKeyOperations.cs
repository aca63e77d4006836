using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateApiKey, GetApiKey(s), UpdateApiKey, DeleteApiKey. Values are shown only at creation and on request.</summary>
internal static class ApiKeyOperations
{
    private const int MaximumText = 1024;

    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/apikeys", Create),
            new("GET", "/apikeys", List),
            new("GET", "/apikeys/{api_Key}", call => Answer.Ok(View(call, Find(call), call.Flag("includeValue"), emptyTags: true))),
            new("PATCH", "/apikeys/{api_Key}", Update),
            new("DELETE", "/apikeys/{api_Key}", Delete),
        ];

    public static AwsFault Unknown() => ApiFault.NotFound("Invalid API Key identifier specified");

    private static JsonObject Find(ApiCall call) => call.State.ApiKeys.GetValueOrDefault(call.Label("api_Key")) ?? throw Unknown();

    private static JsonObject View(ApiCall call, JsonObject key, bool value, bool emptyTags)
    {
        JsonObject view = Answer.Without(
            key,
            value ? string.Empty : "value",
            !emptyTags && key["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty
        );

        // From before usage plans: a plan's stages do not appear here.
        view["stageKeys"] = new JsonArray();
        return view;
    }

    private static LabResponse List(ApiCall call)
    {
        string? name = call.Query("name");
        string? customer = call.Query("customerId");
        return Page.Create(
            call,
            call.State.ApiKeys.Where(key =>
                    name is null || ((string?)key.Value["name"])?.StartsWith(name, StringComparison.Ordinal) == true
                )
                .Where(key => customer is null || (string?)key.Value["customerId"] == customer)
                .Select(key => KeyValuePair.Create(key.Key, View(call, key.Value, call.Flag("includeValues"), emptyTags: false)))
        );
    }

    private static LabResponse Create(ApiCall call)
    {
        CheckName(call.Text("name"));
        CheckDescription(call.Text("description"));
        string value = call.Text("value") is { Length: > 0 } given
            ? given
            : call.Service.Store.Ids.Take("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);
        switch (value.Length)
        {
            case < 20:
                throw ApiFault.BadRequest("API Key value should be at least 20 characters");
            case > 128:
                throw ApiFault.BadRequest("API Key value exceeds maximum size of 128 characters");
            default:
                break;
        }

        if (call.State.ApiKeys.Values.Any(other => (string?)other["value"] == value))
        {
            throw ApiFault.Conflict("API Key already exists");
        }

        JsonObject key = new() { ["id"] = call.NewId(10, call.State.ApiKeys.ContainsKey), ["value"] = value };
        if (call.Text("name") is { Length: > 0 } name)
        {
            key["name"] = name;
        }

        call.CopyTexts(key, "customerId", "description");
        key["enabled"] = call.Boolean("enabled") ?? false;
        key["createdDate"] = call.Seconds;
        key["lastUpdatedDate"] = call.Seconds;
        key["tags"] = call.TextMap("tags") ?? [];
        call.State.ApiKeys.Add((string)key["id"]!, key);
        return Answer.Created(View(call, key, value: true, emptyTags: false));
    }

    private static void CheckName(string? name)
    {
        if (name?.Length > MaximumText)
        {
            throw ApiFault.BadRequest("Invalid API Key name, can be at most 1024 characters.");
        }
    }

    private static void CheckDescription(string? description)
    {
        // The service accepts 125,000 characters.
        if (description?.Length > 125000)
        {
            throw ApiFault.BadRequest("Invalid API Key description specified.");
        }
    }

    private static LabResponse Update(ApiCall call)
    {
        JsonObject key = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateApiKey"))
        {
            StrictPatch.Only(operation, "/description", "/enabled", "/name", "/customerId");
            switch (operation.Segments[0])
            {
                case "enabled":
                    key["enabled"] = string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase);
                    break;
                case "name":
                    CheckName(operation.Value);
                    key["name"] = operation.Value;
                    break;
                default:
                    CheckDescription(operation.Value);
                    key[operation.Segments[0]] = operation.Value;
                    break;
            }
        }

        key["lastUpdatedDate"] = call.Seconds;
        return Answer.Ok(View(call, key, value: false, emptyTags: true));
    }

    private static LabResponse Delete(ApiCall call)
    {
        string id = (string)Find(call)["id"]!;
        call.State.ApiKeys.Remove(id);
        foreach (LabUsagePlan plan in call.State.UsagePlans.Values)
        {
            plan.KeyIds.Remove(id);
        }

        return Answer.Nothing(202);
    }
}
