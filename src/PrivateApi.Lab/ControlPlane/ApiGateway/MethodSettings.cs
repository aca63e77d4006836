using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// A stage's settings for methods, at <c>/{resource}/{verb}/{group}/{setting}</c>, with <c>*/*</c> for all. Their keys are
/// kept as they were sent: slashes inside a resource path are assumed to stay <c>~1</c>.
/// </summary>
internal static class MethodSettings
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["metrics/enabled"] = "metricsEnabled",
        ["logging/loglevel"] = "loggingLevel",
        ["logging/dataTrace"] = "dataTraceEnabled",
        ["throttling/burstLimit"] = "throttlingBurstLimit",
        ["throttling/rateLimit"] = "throttlingRateLimit",
        ["caching/enabled"] = "cachingEnabled",
        ["caching/ttlInSeconds"] = "cacheTtlInSeconds",
        ["caching/dataEncrypted"] = "cacheDataEncrypted",
        ["caching/requireAuthorizationForCacheControl"] = "requireAuthorizationForCacheControl",
        ["caching/unauthorizedCacheControlHeaderStrategy"] = "unauthorizedCacheControlHeaderStrategy",
    };

    /// <summary>The service's own list, with its missing commas.</summary>
    private const string ValidPaths =
        "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, "
        + "/accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, "
        + "/{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, "
        + "/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit"
        + "/{resourcePath}/{httpMethod}/caching/ttlInSeconds, "
        + "/{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, "
        + "/{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, "
        + "/{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, "
        + "/*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, "
        + "/*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, "
        + "/*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled";

    public static AwsFault InvalidPath(PatchOperation operation) =>
        ApiFault.BadRequest($"Invalid method setting path: {operation.Path}. Must be one of: [{ValidPaths}]");

    public static AwsFault NothingToRemove(PatchOperation operation) =>
        ApiFault.BadRequest(
            $"Cannot remove method setting {operation.Path?.TrimStart('/')} because there is no method setting for this method "
        );

    public static void Patch(JsonObject stage, PatchOperation operation)
    {
        string path = operation.Path?.TrimStart('/') ?? string.Empty;
        JsonObject all = (JsonObject)stage["methodSettings"]!;
        if (operation.Op == "remove")
        {
            if (!all.Remove(path))
            {
                throw NothingToRemove(operation);
            }

            return;
        }

        // The resource's part may itself hold slashes, so the path is read from its end.
        string[] parts = path.Split('/');
        if (
            parts.Length < 4
            || !Names.TryGetValue(string.Join('/', parts[^2..]), out string? name)
            || operation.Op is not ("replace" or "add")
        )
        {
            throw InvalidPath(operation);
        }

        string key = string.Join('/', parts[..^2]);
        JsonObject settings = all[key] as JsonObject ?? (all["*/*"] is JsonObject general ? Answer.Copy(general) : Defaults());
        all[key] = settings;
        settings[name] = Value(name, operation);
    }

    private static JsonObject Defaults() =>
        new()
        {
            ["metricsEnabled"] = false,
            ["dataTraceEnabled"] = false,
            ["throttlingBurstLimit"] = 5000,
            ["throttlingRateLimit"] = 10000.0,
            ["cachingEnabled"] = false,
            ["cacheTtlInSeconds"] = 300,
            ["cacheDataEncrypted"] = false,
            ["requireAuthorizationForCacheControl"] = true,
            ["unauthorizedCacheControlHeaderStrategy"] = "SUCCEED_WITH_RESPONSE_HEADER",
        };

    private static JsonValue? Value(string name, PatchOperation operation)
    {
        switch (name)
        {
            case "loggingLevel":
                return operation.Value is "OFF" or "ERROR" or "INFO"
                    ? JsonValue.Create(operation.Value)
                    : throw ApiFault.BadRequest("Invalid logging level specified. Valid options are OFF,ERROR,INFO");
            case "unauthorizedCacheControlHeaderStrategy":
                return operation.Value is "FAIL_WITH_403" or "SUCCEED_WITH_RESPONSE_HEADER" or "SUCCEED_WITHOUT_RESPONSE_HEADER"
                    ? JsonValue.Create(operation.Value)
                    : throw ApiFault.BadRequest($"Invalid unauthorizedCacheControlHeaderStrategy specified: {operation.Value}");
            case "throttlingBurstLimit" or "cacheTtlInSeconds":
                return Scalar.Integer(operation.Value) is { } whole ? JsonValue.Create(whole) : throw Invalid(name, operation);
            case "throttlingRateLimit":
                return Scalar.Number(operation.Value) is { } number ? JsonValue.Create(number) : throw Invalid(name, operation);
            default:
                return JsonValue.Create(string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static AwsFault Invalid(string name, PatchOperation operation) =>
        ApiFault.BadRequest($"Invalid value specified for {name}: {operation.Value}");
}
