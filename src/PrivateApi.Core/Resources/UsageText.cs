using System.Globalization;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;

namespace PrivateApi.Resources;

/// <summary>The limits of usage plans: as the service holds them, as objects and in words.</summary>
internal static class UsageText
{
    /// <summary>A stage of a plan.</summary>
    public static UsagePlanStage Stage(ApiStage stage) =>
        new()
        {
            RestApiId = stage.ApiId ?? string.Empty,
            StageName = stage.Stage ?? string.Empty,
            MethodThrottle = MethodsOf(stage),
        };

    /// <summary>A quota's period; null for none, and for one that is not known.</summary>
    public static QuotaPeriod? Period(QuotaSettings? quota) =>
        Enum.TryParse(quota?.Period, ignoreCase: true, out QuotaPeriod period) ? period : null;

    /// <summary>The key of a method in a stage of a plan: <c>/pets/GET</c>, and <c>//GET</c> for the root.</summary>
    public static string KeyOf(MethodThrottle method) => $"{method.Path}/{method.Method}";

    /// <summary>A stage's limits of methods; empty for none.</summary>
    public static MethodThrottle[] MethodsOf(ApiStage stage) =>
        [.. (stage.Throttle ?? []).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Method(entry.Key, entry.Value))];

    /// <summary>A plan's throttle; <c>none</c> for none.</summary>
    public static string Describe(ThrottleSettings? throttle) =>
        throttle is null
            ? "none"
            : string.Create(CultureInfo.InvariantCulture, $"{throttle.RateLimit ?? 0} requests a second, burst {throttle.BurstLimit ?? 0}");

    /// <summary>A plan's quota; <c>none</c> for none.</summary>
    public static string Describe(QuotaSettings? quota) =>
        quota is null
            ? "none"
            : string.Create(CultureInfo.InvariantCulture, $"{quota.Limit} requests a {quota.Period?.ToLowerInvariant()}")
                + (quota.Offset is { } offset and > 0 ? string.Create(CultureInfo.InvariantCulture, $", offset {offset}") : string.Empty);

    /// <summary>Limits of methods; <c>none</c> for none.</summary>
    public static string Describe(IEnumerable<MethodThrottle> methods) =>
        string.Join("; ", methods.Select(method => method.ToString()).Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : "none";

    /// <summary>A number as API Gateway takes it in a patch.</summary>
    public static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static MethodThrottle Method(string key, ThrottleSettings throttle)
    {
        int slash = key.LastIndexOf('/');
        string path = slash < 0 ? "/" : key[..slash];
        return new MethodThrottle
        {
            Method = key[(slash + 1)..],
            Path = path.Length == 0 ? "/" : path,
            RateLimit = throttle.RateLimit,
            BurstLimit = throttle.BurstLimit,
        };
    }
}
