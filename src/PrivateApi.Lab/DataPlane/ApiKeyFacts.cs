using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The API key that a call carries, as facts.</summary>
internal static class ApiKeyFacts
{
    /// <summary>The facts with the call's key; without one, as they are.</summary>
    public static AccountSnapshot With(AccountSnapshot facts, GatewayCall call)
    {
        if (call.Request.Header("x-api-key") is not { } value)
        {
            return facts;
        }

        ApiGatewayState state = call.Store.Get<ApiGatewayState>(facts.AccountId, facts.Region);
        DateOnly today = DateOnly.FromDateTime(call.Time.UtcDateTime);
        return facts with
        {
            ApiKeys = [.. state.ApiKeys.Values.Where(key => (string?)key["value"] == value).Select(key => Key(state, key, today))],
            UsagePlans = [.. state.UsagePlans.Values.Select(plan => Plan(plan, null))],
        };
    }

    private static ApiKeyFact Key(ApiGatewayState state, JsonObject key, DateOnly today)
    {
        string id = (string)key["id"]!;
        long? Left(LabUsagePlan plan) =>
            UsageQuota.Of(plan) is { } quota ? state.Usage.Remaining((string)plan.Wire["id"]!, id, today, quota) : null;
        return new ApiKeyFact
        {
            Id = id,
            Name = (string?)key["name"],
            IsEnabled = (bool?)key["enabled"] == true,
            Plans = [.. state.UsagePlans.Values.Where(plan => plan.KeyIds.Contains(id)).Select(plan => Plan(plan, Left(plan)))],
        };
    }

    private static UsagePlanFact Plan(LabUsagePlan plan, long? left) =>
        new()
        {
            Id = (string)plan.Wire["id"]!,
            Name = (string?)plan.Wire["name"],
            Stages = [.. plan.Stages().Select(Place)],
            Quota = plan.Wire["quota"] is JsonObject quota
                ? string.Create(CultureInfo.InvariantCulture, $"{(int?)quota["limit"]} requests a {(string?)quota["period"]}")
                : null,
            Remaining = left,
            Throttle = plan.Wire["throttle"] is JsonObject throttle ? Limit(throttle) : null,
            MethodThrottles = plan.Stages()
                .Where(stage => stage["throttle"] is JsonObject)
                .ToDictionary(
                    Place,
                    stage =>
                        (IReadOnlyDictionary<string, ThrottleFact>)
                            ((JsonObject)stage["throttle"]!).ToDictionary(
                                entry => entry.Key,
                                entry => Limit((JsonObject)entry.Value!),
                                StringComparer.Ordinal
                            ),
                    StringComparer.Ordinal
                ),
        };

    private static string Place(JsonObject stage) => $"{(string?)stage["apiId"]}/{(string?)stage["stage"]}";

    private static ThrottleFact Limit(JsonObject throttle) => ThrottleBuckets.Limit(throttle["rateLimit"], throttle["burstLimit"]);
}
