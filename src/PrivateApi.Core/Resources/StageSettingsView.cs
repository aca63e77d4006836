using PrivateApi.Model;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using MethodSetting = PrivateApi.Aws.Clients.ApiGateway.MethodSetting;

namespace PrivateApi.Resources;

/// <summary>A stage's canary and settings as this module shows them.</summary>
internal static class StageSettingsView
{
    /// <summary>The key of the settings for all methods that have none of their own (API Gateway reference, Stage).</summary>
    public const string AllMethods = "*/*";

    /// <summary>The canary; null for none.</summary>
    public static StageCanary? Canary(AwsStage stage) =>
        stage.CanarySettings is { } canary
            ? new StageCanary
            {
                DeploymentId = canary.DeploymentId ?? string.Empty,
                PercentTraffic = canary.PercentTraffic ?? 0,
                Variable = canary.StageVariableOverrides ?? [],
            }
            : null;

    /// <summary>The settings of methods, those for all first.</summary>
    public static StageMethodSetting[] Methods(AwsStage stage) =>
        [
            .. (stage.MethodSettings ?? [])
                .OrderBy(item => item.Key != AllMethods)
                .ThenBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => Method(item.Key, item.Value)),
        ];

    /// <summary>The key of a method's settings, slashes of its path escaped: <c>~1pets/GET</c> for <c>GET /pets</c>.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="path">The resource's path.</param>
    public static string KeyOf(string verb, string path) =>
        $"{path.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}/{verb}";

    /// <summary>The method that a key names, <c>GET /pets</c>; <c>*</c> for all.</summary>
    public static string MethodOf(string key)
    {
        int split = key.LastIndexOf('/');
        string path = key[..Math.Max(split, 0)].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return key == AllMethods ? "*" : $"{key[(split + 1)..]} {(path is "*" || path.StartsWith('/') ? path : "/" + path)}";
    }

    // A limit of -1 is none of its own.
    private static StageMethodSetting Method(string key, MethodSetting setting) =>
        new()
        {
            Method = MethodOf(key),
            ThrottlingRateLimit = setting.ThrottlingRateLimit is >= 0 and var rate ? rate : null,
            ThrottlingBurstLimit = setting.ThrottlingBurstLimit is >= 0 and var burst ? burst : null,
            CacheTtl = setting.CachingEnabled == true ? setting.CacheTtlInSeconds : null,
            LoggingLevel = setting.LoggingLevel switch
            {
                "OFF" => "Off",
                "ERROR" => "Error",
                "INFO" => "Info",
                var other => other,
            },
            DataTrace = setting.DataTraceEnabled == true,
            Metrics = setting.MetricsEnabled == true,
        };
}
