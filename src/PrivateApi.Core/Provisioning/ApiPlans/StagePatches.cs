using System.Globalization;
using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// A stage's settings as patch operations: only those that differ (API Gateway reference, "Patch operations", UpdateStage).
/// </summary>
internal static class StagePatches
{
    private const string VariablePath = "/variables/";
    private const string OverridePath = "/canarySettings/stageVariableOverrides/";

    /// <summary>The operations that give a stage the settings asked for.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="stage">The stage as it is; null where it is to be made.</param>
    /// <param name="accessLogArn">Where its access logs are to go; null to leave them, empty for nowhere.</param>
    /// <param name="format">What a line of them is to hold; null to leave it.</param>
    public static List<PatchOperation> Of(StageSpec spec, Stage? stage, string? accessLogArn, string? format)
    {
        List<PatchOperation> operations = [];
        Cache(operations, spec, stage);
        Set(operations, "/tracingEnabled", Flag(spec.TracingEnabled), Flag(stage?.TracingEnabled ?? false));
        if (accessLogArn?.Length == 0)
        {
            if (stage?.AccessLogSettings is not null)
            {
                operations.Add(new PatchOperation { Op = "remove", Path = "/accessLogSettings" });
            }
        }
        else
        {
            Set(operations, "/accessLogSettings/destinationArn", accessLogArn, stage?.AccessLogSettings?.DestinationArn);
            Set(operations, "/accessLogSettings/format", format, stage?.AccessLogSettings?.Format);
        }

        foreach ((string key, MethodChange change) in spec.Methods.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            Method(operations, key, change, stage?.MethodSettings?.GetValueOrDefault(key));
        }

        Variables(operations, spec, stage);
        return operations;
    }

    /// <summary>The operations that take such operations back.</summary>
    public static List<PatchOperation> Back(Stage stage, IEnumerable<PatchOperation> operations)
    {
        List<PatchOperation> back = [];
        foreach (PatchOperation operation in operations)
        {
            (string path, string? before) = Before(stage, operation.Path!);
            if (back.Exists(item => item.Path == path))
            {
                continue;
            }

            if (before is not null)
            {
                back.Add(ApiSettings.Replace(path, before));
            }
            else if (operation.Path != "/accessLogSettings")
            {
                back.Add(new PatchOperation { Op = "remove", Path = path });
            }
            else
            {
                back.Add(ApiSettings.Replace("/accessLogSettings/destinationArn", stage.AccessLogSettings!.DestinationArn ?? string.Empty));
                back.Add(ApiSettings.Replace("/accessLogSettings/format", stage.AccessLogSettings.Format ?? string.Empty));
            }
        }

        return back;
    }

    /// <summary>A number as AWS writes it.</summary>
    public static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    private static void Cache(List<PatchOperation> operations, StageSpec spec, Stage? stage)
    {
        bool isOn = stage?.CacheClusterEnabled == true;
        if (spec.CacheClusterSize is "Off")
        {
            Set(operations, "/cacheClusterEnabled", "false", Flag(isOn));
        }
        else if (spec.CacheClusterSize is { } size)
        {
            Set(operations, "/cacheClusterEnabled", "true", Flag(isOn));
            Set(operations, "/cacheClusterSize", size, stage?.CacheClusterSize);
        }
    }

    private static void Variables(List<PatchOperation> operations, StageSpec spec, Stage? stage)
    {
        // A deployment of the stage itself carries its variables along.
        if (spec.IsWithoutDeployment || spec.Canary is not null)
        {
            foreach ((string name, string value) in spec.Variables ?? new Dictionary<string, string>())
            {
                Set(operations, VariablePath + name, value, stage?.Variables?.GetValueOrDefault(name));
            }
        }

        if (!spec.IsWithoutDeployment)
        {
            return;
        }

        CanarySettings? canary = stage?.CanarySettings;
        Set(
            operations,
            "/canarySettings/percentTraffic",
            spec.CanaryPercent is { } percent ? Number(percent) : null,
            Number(canary?.PercentTraffic ?? 0)
        );
        foreach ((string name, string value) in spec.CanaryVariables ?? new Dictionary<string, string>())
        {
            Set(operations, OverridePath + name, value, canary?.StageVariableOverrides?.GetValueOrDefault(name));
        }
    }

    private static void Method(List<PatchOperation> operations, string key, MethodChange change, MethodSetting? now)
    {
        Set(
            operations,
            $"/{key}/throttling/rateLimit",
            change.ThrottlingRateLimit is { } rate ? Number(rate) : null,
            Value(now, "rateLimit")
        );
        Set(operations, $"/{key}/throttling/burstLimit", Whole(change.ThrottlingBurstLimit), Value(now, "burstLimit"));
        Set(operations, $"/{key}/caching/enabled", change.CacheTtl is { } ttl ? Flag(ttl > 0) : null, Value(now, "enabled") ?? "false");
        if (change.CacheTtl > 0)
        {
            Set(operations, $"/{key}/caching/ttlInSeconds", Whole(change.CacheTtl), Value(now, "ttlInSeconds"));
        }

        Set(operations, $"/{key}/logging/loglevel", change.LoggingLevel?.ToUpperInvariant(), Value(now, "loglevel") ?? "OFF");
        Set(operations, $"/{key}/logging/dataTrace", Flag(change.DataTrace), Value(now, "dataTrace") ?? "false");
        Set(operations, $"/{key}/metrics/enabled", Flag(change.Metrics), Flag(now?.MetricsEnabled ?? false));
    }

    private static void Set(List<PatchOperation> operations, string path, string? wanted, string? now)
    {
        if (wanted is not null && wanted != now)
        {
            operations.Add(ApiSettings.Replace(path, wanted));
        }
    }

    /// <summary>The path to take back, and its value before; without a value, what is to be removed.</summary>
    private static (string Path, string? Value) Before(Stage stage, string path)
    {
        string[] parts = path.Split('/');
        return path switch
        {
            "/cacheClusterEnabled" => (path, Flag(stage.CacheClusterEnabled == true)),
            "/cacheClusterSize" => (path, stage.CacheClusterSize),
            "/tracingEnabled" => (path, Flag(stage.TracingEnabled == true)),
            "/accessLogSettings" => (path, null),
            "/accessLogSettings/destinationArn" => stage.AccessLogSettings is null
                ? ("/accessLogSettings", null)
                : (path, stage.AccessLogSettings.DestinationArn),
            "/accessLogSettings/format" => stage.AccessLogSettings is null
                ? ("/accessLogSettings", null)
                : (path, stage.AccessLogSettings.Format),
            "/canarySettings/percentTraffic" => (path, Number(stage.CanarySettings?.PercentTraffic ?? 0)),
            _ when path.StartsWith(OverridePath, StringComparison.Ordinal) => (
                path,
                stage.CanarySettings?.StageVariableOverrides?.GetValueOrDefault(path[OverridePath.Length..])
            ),
            _ when path.StartsWith(VariablePath, StringComparison.Ordinal) => (
                path,
                stage.Variables?.GetValueOrDefault(path[VariablePath.Length..])
            ),
            _ => stage.MethodSettings?.GetValueOrDefault($"{parts[1]}/{parts[2]}") is { } setting
                ? (path, parts is [.., "metrics", _] ? Flag(setting.MetricsEnabled ?? false) : Value(setting, parts[^1]))
                : ($"/{parts[1]}/{parts[2]}", null),
        };
    }

    private static string? Value(MethodSetting? setting, string name) =>
        setting is null
            ? null
            : name switch
            {
                "rateLimit" => setting.ThrottlingRateLimit is { } rate ? Number(rate) : null,
                "burstLimit" => Whole(setting.ThrottlingBurstLimit),
                "ttlInSeconds" => Whole(setting.CacheTtlInSeconds),
                "loglevel" => setting.LoggingLevel ?? "OFF",
                "dataTrace" => Flag(setting.DataTraceEnabled ?? false),
                _ => Flag(setting.CachingEnabled ?? false),
            };

    private static string? Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Flag(bool? value) =>
        value switch
        {
            null => null,
            true => "true",
            false => "false",
        };
}
