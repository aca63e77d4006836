using PrivateApi.Facts;

namespace PrivateApi.Reachability;

/// <summary>
/// Which limit applies to a request, in the order in which API Gateway applies them: those of the client or method in the usage plan, those
/// of the method in the stage, those of the account (API Gateway guide, "Throttle requests to your REST APIs").
/// </summary>
internal static class ThrottleRules
{
    private const string AllMethods = "*/*";

    /// <summary>The limit in a usage plan: the method's in that stage if it has one, else the plan's; null for none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="place">The stage, as <c>restApiId/stageName</c>.</param>
    /// <param name="method">The method.</param>
    public static ThrottleFact? OfMethod(UsagePlanFact plan, string place, MethodFact method) =>
        Named(plan.MethodThrottles?.GetValueOrDefault(place), method);

    /// <summary>The limit of a method in a stage: its own, else the one of all methods; null for none.</summary>
    public static ThrottleFact? OfStage(StageFact stage, MethodFact method) =>
        Named(stage.Throttles, method) ?? stage.Throttles?.GetValueOrDefault(AllMethods);

    /// <summary>True for a limit that no request passes.</summary>
    public static bool Blocks(ThrottleFact? limit) => limit is { RateLimit: 0, BurstLimit: 0 };

    /// <summary>True for a limit that no request passes for long, or, as far as AWS documents it, at all.</summary>
    public static bool Starves(ThrottleFact? limit) => limit is { RateLimit: 0 } or { BurstLimit: 0 };

    // Written as pets/GET, /pets/GET and ~1pets/GET, by the API and by those who use it.
    private static ThrottleFact? Named(IReadOnlyDictionary<string, ThrottleFact>? limits, MethodFact method) =>
        limits?.FirstOrDefault(limit => IsFor(limit.Key, method)).Value;

    private static bool IsFor(string key, MethodFact method)
    {
        string text = key.Replace("~1", "/", StringComparison.Ordinal);
        int slash = text.LastIndexOf('/');
        return slash >= 0 && text[(slash + 1)..] == method.Verb && text[..slash].Trim('/') == method.Path.Trim('/');
    }
}
