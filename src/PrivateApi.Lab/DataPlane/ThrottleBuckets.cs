using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Lets a request take its tokens and counts it: in the usage plan (for each key, over all stages of the plan), of the method in the stage,
/// of the account (API Gateway guide, "Throttle requests to your REST APIs", "Usage plans and API keys for REST APIs"). A refused request
/// does not count toward the quota, which was observed; that it has taken the tokens of what let it through is assumed.
/// </summary>
internal static class ThrottleBuckets
{
    /// <summary>A limit as a fact; what is left out is 0.</summary>
    public static ThrottleFact Limit(JsonNode? rate, JsonNode? burst) => new(Scalar.Number(rate) ?? 0, Scalar.Integer(burst) ?? 0);

    /// <summary>Refuses a request for which there is no token, and counts one that is let through.</summary>
    /// <param name="call">The call, which has passed all else that comes before its integration.</param>
    /// <param name="evaluation">Its method, stage and key.</param>
    public static void Admit(GatewayCall call, EvaluationContext evaluation)
    {
        if (evaluation is not { Stage: { } stage, Method: { } method })
        {
            return;
        }

        ApiGatewayState state = call.Store.Get<ApiGatewayState>(call.AccountId, call.Region);
        string place = $"{call.RestApiId}/{call.StageName}";
        string name = $"{place}{method.Path}/{method.Verb}";
        ApiKeyFact? key = method.ApiKeyRequired ? evaluation.Snapshot.ApiKeys?.FirstOrDefault() : null;
        if (key?.Plans.FirstOrDefault(item => item.Stages.Contains(place)) is { } plan)
        {
            string client = $"plan {plan.Id} {key.Id}";
            ThrottleFact? own = ThrottleRules.OfMethod(plan, place, method);
            Take(call, state, own is null ? client : $"{client} {name}", own ?? plan.Throttle);
            Pass(call, state, stage, method, name);
            state.Usage.Count(plan.Id, key.Id, DateOnly.FromDateTime(call.Time.UtcDateTime));
        }
        else
        {
            Pass(call, state, stage, method, name);
        }
    }

    private static void Pass(GatewayCall call, ApiGatewayState state, StageFact stage, MethodFact method, string name)
    {
        Take(call, state, $"stage {name}", ThrottleRules.OfStage(stage, method));
        JsonNode? account = state.Account["throttleSettings"];
        Take(call, state, "account", account is null ? null : Limit(account["rateLimit"], account["burstLimit"]));
    }

    private static void Take(GatewayCall call, ApiGatewayState state, string bucket, ThrottleFact? limit)
    {
        if (limit is { RateLimit: >= 0, BurstLimit: >= 0 } && !state.Buckets.Take(bucket, limit.RateLimit, limit.BurstLimit, call.Time))
        {
            throw GatewayFault.Throttled();
        }
    }
}
