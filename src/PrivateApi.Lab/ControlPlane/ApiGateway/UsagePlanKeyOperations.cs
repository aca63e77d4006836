using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateUsagePlanKey, GetUsagePlanKey(s), DeleteUsagePlanKey: the keys of a plan.</summary>
internal static class UsagePlanKeyOperations
{
    private const string Path = "/usageplans/{usageplanId}/keys";

    public static IEnumerable<Route> Routes =>
        [
            new("POST", Path, Create),
            new("GET", Path, List),
            new("GET", Path + "/{keyId}", call => Answer.Ok(View(Find(call).Key))),
            new("DELETE", Path + "/{keyId}", Delete),
        ];

    public static AwsFault Unknown() => ApiFault.NotFound("Invalid Usage Plan Key identifier specified");

    /// <summary>The plan and the key in it that the path names.</summary>
    public static (LabUsagePlan Plan, JsonObject Key) Find(ApiCall call)
    {
        LabUsagePlan plan = UsagePlanOperations.Find(call);
        string id = call.Label("keyId");
        return plan.KeyIds.Contains(id) && call.State.ApiKeys.TryGetValue(id, out JsonObject? key) ? (plan, key) : throw Unknown();
    }

    private static JsonObject View(JsonObject key)
    {
        JsonObject view = new()
        {
            ["id"] = key["id"]!.DeepClone(),
            ["type"] = "API_KEY",
            ["value"] = key["value"]!.DeepClone(),
        };
        if (key["name"] is { } name)
        {
            view["name"] = name.DeepClone();
        }

        return view;
    }

    private static LabResponse List(ApiCall call)
    {
        string? name = call.Query("name");

        // A plan that does not exist has no keys.
        IEnumerable<string> ids = call.State.UsagePlans.GetValueOrDefault(call.Label("usageplanId"))?.KeyIds ?? [];
        return Page.Create(
            call,
            ids.Select(id => call.State.ApiKeys[id])
                .Where(key => name is null || ((string?)key["name"])?.StartsWith(name, StringComparison.Ordinal) == true)
                .Select(key => KeyValuePair.Create((string)key["id"]!, View(key)))
        );
    }

    private static LabResponse Create(ApiCall call)
    {
        LabUsagePlan plan = UsagePlanOperations.Find(call);
        JsonObject key = call.State.ApiKeys.GetValueOrDefault(call.Text("keyId") ?? string.Empty) ?? throw ApiKeyOperations.Unknown();
        if (call.Text("keyType") != "API_KEY")
        {
            throw ApiFault.BadRequest("Invalid Usage Plan Key type specified");
        }

        string id = (string)key["id"]!;
        if (
            call.State.UsagePlans.Values.Any(other =>
                other.KeyIds.Contains(id)
                && (other == plan || other.Stages().Any(stage => plan.Covers((string)stage["apiId"]!, (string)stage["stage"]!)))
            )
        )
        {
            // One key is in only one plan per stage (API Gateway's guide on usage plans).
            throw ApiFault.Conflict("Usage Plan Key already exists");
        }

        plan.KeyIds.Add(id);
        return Answer.Created(View(key));
    }

    private static LabResponse Delete(ApiCall call)
    {
        (LabUsagePlan plan, JsonObject key) = Find(call);
        plan.KeyIds.Remove((string)key["id"]!);
        call.State.Usage.Forget(call.Label("usageplanId"), (string)key["id"]!);
        return Answer.Nothing(202);
    }
}
