namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Logging, throttling and caching of methods of a stage.</summary>
internal sealed class MethodSetting
{
    public bool? MetricsEnabled { get; set; }

    public string? LoggingLevel { get; set; }

    public bool? DataTraceEnabled { get; set; }

    public int? ThrottlingBurstLimit { get; set; }

    public double? ThrottlingRateLimit { get; set; }

    public bool? CachingEnabled { get; set; }

    public int? CacheTtlInSeconds { get; set; }

    public bool? CacheDataEncrypted { get; set; }

    public bool? RequireAuthorizationForCacheControl { get; set; }

    public string? UnauthorizedCacheControlHeaderStrategy { get; set; }
}
