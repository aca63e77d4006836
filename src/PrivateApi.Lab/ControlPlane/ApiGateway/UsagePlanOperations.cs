using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateUsagePlan, GetUsagePlan(s), UpdateUsagePlan, DeleteUsagePlan.</summary>
internal static class UsagePlanOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/usageplans", Create),
            new("GET", "/usageplans", List),
            new("GET", "/usageplans/{usageplanId}", call => Answer.Ok(Answer.Without(Find(call).Wire))),
            new("PATCH", "/usageplans/{usageplanId}", Update),
            new("DELETE", "/usageplans/{usageplanId}", Delete),
        ];

    public static AwsFault Unknown() => ApiFault.NotFound("Invalid Usage Plan ID specified");

    /// <summary>The plan that the path names.</summary>
    public static LabUsagePlan Find(ApiCall call) => call.State.UsagePlans.GetValueOrDefault(call.Label("usageplanId")) ?? throw Unknown();

    private static JsonObject InList(JsonObject wire) =>
        Answer.Without(wire, wire["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty);

    private static LabResponse List(ApiCall call)
    {
        string? key = call.Query("keyId");
        return Page.Create(
            call,
            call.State.UsagePlans.Where(plan => key is null || plan.Value.KeyIds.Contains(key))
                .Select(plan => KeyValuePair.Create(plan.Key, InList(plan.Value.Wire)))
        );
    }

    private static LabResponse Create(ApiCall call)
    {
        if (string.IsNullOrEmpty(call.Text("name")))
        {
            throw ApiFault.BadRequest("Usage plan name cannot be empty");
        }

        string id = call.NewId(6, call.State.UsagePlans.ContainsKey);
        JsonObject wire = new() { ["id"] = id };
        call.CopyTexts(wire, "name", "description");
        JsonArray stages = [];
        foreach (JsonObject stage in (call.Array("apiStages") ?? []).OfType<JsonObject>())
        {
            CheckStage(call, id, Scalar.Text(stage["apiId"]), Scalar.Text(stage["stage"]));
            stages.Add(Answer.Copy(stage));
        }

        wire["apiStages"] = stages;
        if (call.Object("throttle") is { } throttle)
        {
            wire["throttle"] = new JsonObject
            {
                ["burstLimit"] = Scalar.Integer(throttle["burstLimit"]) ?? 0,
                ["rateLimit"] = Scalar.Number(throttle["rateLimit"]) ?? 0.0,
            };
        }

        if (call.Object("quota") is { } quota)
        {
            wire["quota"] = Quota(Scalar.Integer(quota["limit"]), Scalar.Integer(quota["offset"]), Scalar.Text(quota["period"]));
        }

        wire["tags"] = call.TextMap("tags") ?? [];
        call.State.UsagePlans.Add(id, new LabUsagePlan { Wire = wire });
        return Answer.Created(InList(wire));
    }

    private static JsonObject Quota(int? limit, int? offset, string? period)
    {
        (int most, string words) = period switch
        {
            "DAY" => (0, "zero in the DAY period"),
            "WEEK" => (6, "between zero and six inclusive in the WEEK period"),
            "MONTH" => (27, "between zero and twenty-seven inclusive in the MONTH period"),
            _ => throw ApiFault.BadRequest("Usage Plan quota period must be one of: DAY, WEEK, MONTH"),
        };
        if (offset is { } day && (day < 0 || day > most))
        {
            // Terraform's provider checks the same; the words are assumed.
            throw ApiFault.BadRequest($"Usage Plan quota offset must be {words}");
        }

        return new()
        {
            ["limit"] = limit ?? 0,
            ["offset"] = offset ?? 0,
            ["period"] = period,
        };
    }

    private static void CheckStage(ApiCall call, string planId, string? apiId, string? stage)
    {
        if (
            apiId is null
            || stage is null
            || !call.State.RestApis.TryGetValue(apiId, out LabRestApi? api)
            || !api.Stages.ContainsKey(stage)
        )
        {
            throw ApiFault.NotFound($"Invalid API Stage {{api: {apiId}, stage: {stage}}} specified for usageplan {planId}");
        }
    }

    private static LabResponse Update(ApiCall call)
    {
        LabUsagePlan plan = Find(call);
        JsonObject draft = Answer.Copy(plan.Wire);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateUsagePlan"))
        {
            Apply(call, draft, operation);
        }

        if (draft["quota"] is JsonObject quota)
        {
            draft["quota"] = Quota(Scalar.Integer(quota["limit"]), Scalar.Integer(quota["offset"]), Scalar.Text(quota["period"]));
        }

        foreach ((string name, JsonNode? value) in draft)
        {
            plan.Wire[name] = value?.DeepClone();
        }

        return Answer.Ok(Answer.Without(plan.Wire));
    }

    // What UpdateUsagePlan answers (boto3 #2629).
    private static AwsFault NotRemovable(PatchOperation operation) =>
        ApiFault.BadRequest(
            $"Invalid patch path  '{operation.Path}' specified for op 'remove'. Must be one of: [/apiStages, /quota, /throttle, "
                + "/productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, "
                + "/apiStages/<apidId:stageName>/throttle]"
        );

    private static void Apply(ApiCall call, JsonObject draft, PatchOperation operation)
    {
        if (
            operation.Op == "remove"
            && operation.Segments is not (["apiStages" or "quota" or "throttle" or "productCode"] or ["apiStages", _, "throttle", ..])
        )
        {
            throw NotRemovable(operation);
        }

        switch (operation.Segments)
        {
            case ["productCode"] when operation.Op == "remove":
                draft.Remove("productCode");
                break;
            case ["name" or "description" or "productCode"]:
                operation.Only("replace");
                draft[operation.Segments[0]] = operation.Value;
                break;
            case ["apiStages"]:
                PatchStages(call, draft, operation);
                break;
            case ["apiStages", _, "throttle", ..]:
                UsagePlanMethods.Patch(draft, operation);
                break;
            case ["throttle" or "quota"]:
                operation.Only("remove");
                draft[operation.Segments[0]] = null;
                break;
            case ["throttle", "burstLimit" or "rateLimit"]:
                Part(draft, "throttle")[operation.Segments[1]] =
                    operation.Segments[1] == "burstLimit" ? Scalar.Integer(operation.Value) : Scalar.Number(operation.Value);
                break;
            case ["quota", "limit" or "offset"]:
                Part(draft, "quota")[operation.Segments[1]] = Scalar.Integer(operation.Value);
                break;
            case ["quota", "period"]:
                Part(draft, "quota")["period"] = operation.Value;
                break;
            default:
                throw operation.InvalidPath();
        }
    }

    internal static JsonObject Part(JsonObject draft, string name)
    {
        JsonObject part = draft[name] as JsonObject ?? [];
        draft[name] = part;
        return part;
    }

    private static void PatchStages(ApiCall call, JsonObject draft, PatchOperation operation)
    {
        operation.Only("add", "remove");
        if (operation.Value?.Split(':') is not [string apiId, string stage])
        {
            throw ApiFault.BadRequest("Invalid API Stage specified");
        }

        string planId = (string)draft["id"]!;
        CheckStage(call, planId, apiId, stage);
        JsonArray stages = (JsonArray)draft["apiStages"]!;
        JsonNode? found = stages.FirstOrDefault(item => LabUsagePlan.Is((JsonObject)item!, apiId, stage));
        if (operation.Op == "remove" && found is not null)
        {
            stages.Remove(found);
        }
        else if (operation.Op == "add" && found is null)
        {
            stages.Add(new JsonObject { ["apiId"] = apiId, ["stage"] = stage });
        }
    }

    private static LabResponse Delete(ApiCall call)
    {
        LabUsagePlan plan = Find(call);

        // A stage that went away with its API holds the plan no longer.
        if (
            plan.Stages()
                .Any(stage =>
                    call.State.RestApis.GetValueOrDefault((string)stage["apiId"]!)?.Stages.ContainsKey((string)stage["stage"]!) == true
                )
        )
        {
            throw ApiFault.BadRequest(
                $"Cannot delete Usage Plan {(string?)plan.Wire["id"]} because it is associated with API "
                    + "stages. Please remove the API stages first."
            );
        }

        call.State.UsagePlans.Remove(call.Label("usageplanId"));
        call.State.Usage.Forget(call.Label("usageplanId"));
        return Answer.Nothing(202);
    }
}
