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
        return facts with
        {
            ApiKeys = [.. state.ApiKeys.Values.Where(key => (string?)key["value"] == value).Select(key => Key(state, key))],
            UsagePlans = [.. state.UsagePlans.Values.Select(Plan)],
        };
    }

    private static ApiKeyFact Key(ApiGatewayState state, JsonObject key) =>
        new()
        {
            Id = (string)key["id"]!,
            Name = (string?)key["name"],
            IsEnabled = (bool?)key["enabled"] == true,
            Plans = [.. state.UsagePlans.Values.Where(plan => plan.KeyIds.Contains((string)key["id"]!)).Select(Plan)],
        };

    private static UsagePlanFact Plan(LabUsagePlan plan) =>
        new()
        {
            Id = (string)plan.Wire["id"]!,
            Name = (string?)plan.Wire["name"],
            Stages = [.. plan.Stages().Select(stage => $"{(string?)stage["apiId"]}/{(string?)stage["stage"]}")],
            Quota = plan.Wire["quota"] is JsonObject quota
                ? string.Create(CultureInfo.InvariantCulture, $"{(int?)quota["limit"]} requests a {(string?)quota["period"]}")
                : null,
        };
}
