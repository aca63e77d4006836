using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>GetUsage and UpdateUsage: what the keys of a plan used of its quota, day by day.</summary>
internal static class UsageOperations
{
    // The reference of GetUsagePlan and of the console: data of the last 90 days.
    private const int MaximumDays = 90;

    public static IEnumerable<Route> Routes =>
        [new("GET", "/usageplans/{usageplanId}/usage", Get), new("PATCH", "/usageplans/{usageplanId}/keys/{keyId}/usage", Update)];

    private static LabResponse Get(ApiCall call)
    {
        LabUsagePlan plan = UsagePlanOperations.Find(call);
        DateOnly from = Date(call, "startDate");
        DateOnly to = Date(call, "endDate");
        if (to < from || to.DayNumber - from.DayNumber > MaximumDays)
        {
            // The status is in the model; the words are the lab's.
            throw ApiFault.BadRequest("Invalid date range specified: it must begin before it ends, and span at most 90 days");
        }

        string? wanted = call.Query("keyId");
        if (wanted is not null && !plan.KeyIds.Contains(wanted))
        {
            throw UsagePlanKeyOperations.Unknown();
        }

        (IReadOnlyList<KeyValuePair<string, JsonArray>> page, string? position) = Page.Take(
            call,
            plan.KeyIds.Where(key => wanted is null || key == wanted)
                .Select(key => KeyValuePair.Create(key, Log(call, plan, key, from, to)))
        );
        JsonObject usage = Usage(call, from, to, page);
        if (position is not null)
        {
            usage["position"] = position;
        }

        return Answer.Ok(usage);
    }

    private static JsonObject Usage(ApiCall call, DateOnly from, DateOnly to, IEnumerable<KeyValuePair<string, JsonArray>> logs) =>
        new()
        {
            ["usagePlanId"] = call.Label("usageplanId"),
            ["startDate"] = Text(from),
            ["endDate"] = Text(to),
            ["values"] = new JsonObject(logs.Select(log => KeyValuePair.Create(log.Key, (JsonNode?)log.Value))),
        };

    /// <summary>A pair of requests used and left for each day up to today.</summary>
    private static JsonArray Log(ApiCall call, LabUsagePlan plan, string keyId, DateOnly from, DateOnly to)
    {
        string planId = call.Label("usageplanId");
        UsageQuota? quota = UsageQuota.Of(plan);
        JsonArray log = [];
        for (DateOnly day = from; day <= to && day <= Today(call); day = day.AddDays(1))
        {
            // Assumed: nothing is left of a quota that the plan does not have.
            long left = quota is null ? 0 : call.State.Usage.Remaining(planId, keyId, day, quota);
            log.Add(new JsonArray(call.State.Usage.Used(planId, keyId, day), left));
        }

        return log;
    }

    private static LabResponse Update(ApiCall call)
    {
        (LabUsagePlan plan, JsonObject key) = UsagePlanKeyOperations.Find(call);
        string keyId = (string)key["id"]!;
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateUsage"))
        {
            StrictPatch.Only(operation, "/remaining");
            UsageQuota quota =
                UsageQuota.Of(plan) ?? throw ApiFault.BadRequest("Usage Plan has no quota, so there is no remaining quota to change");
            if (!long.TryParse(operation.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long remaining))
            {
                throw ApiFault.BadRequest("Invalid remaining quota specified");
            }

            call.State.Usage.SetRemaining(call.Label("usageplanId"), keyId, Today(call), quota, remaining);
        }

        DateOnly today = Today(call);
        return Answer.Ok(Usage(call, today, today, [KeyValuePair.Create(keyId, Log(call, plan, keyId, today, today))]));
    }

    private static DateOnly Today(ApiCall call) => DateOnly.FromDateTime(call.Now.UtcDateTime);

    private static DateOnly Date(ApiCall call, string name) =>
        DateOnly.TryParseExact(call.Query(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw ApiFault.BadRequest($"Invalid {name} specified: it must have the form yyyy-MM-dd");

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
