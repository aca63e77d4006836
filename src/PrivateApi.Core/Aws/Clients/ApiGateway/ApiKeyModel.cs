using System.Text.Json.Serialization;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>An API key.</summary>
internal class ApiKey : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    /// <summary>The secret; only if it was asked for.</summary>
    public string? Value { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool? Enabled { get; set; }

    public DateTime? CreatedDate { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>A stage of a usage plan.</summary>
internal sealed class ApiStage
{
    public string? ApiId { get; set; }

    public string? Stage { get; set; }

    /// <summary>Limits of single methods, by <c>/path/VERB</c>.</summary>
    public Dictionary<string, ThrottleSettings>? Throttle { get; set; }
}

/// <summary>A token bucket: how fast it fills, and how many requests it holds.</summary>
internal sealed class ThrottleSettings
{
    public int? BurstLimit { get; set; }

    public double? RateLimit { get; set; }
}

/// <summary>How many requests a key may make in a period.</summary>
internal sealed class QuotaSettings
{
    public int? Limit { get; set; }

    public int? Offset { get; set; }

    /// <summary><c>DAY</c>, <c>WEEK</c> or <c>MONTH</c>.</summary>
    public string? Period { get; set; }
}

/// <summary>A usage plan.</summary>
internal class UsagePlan : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string? Name { get; set; }

    public string? Description { get; set; }

    public List<ApiStage>? ApiStages { get; set; }

    public ThrottleSettings? Throttle { get; set; }

    public QuotaSettings? Quota { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>Request of GetApiKeys.</summary>
internal sealed class GetApiKeysRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    public bool? IncludeValues { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/apikeys").Query("position", Position).Query("limit", Limit).Query("includeValues", IncludeValues);
}

/// <summary>Answer of GetApiKeys.</summary>
internal sealed class GetApiKeysResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<ApiKey> Items { get; set; } = [];
}

/// <summary>Request of GetUsagePlans.</summary>
internal sealed class GetUsagePlansRequest : RestRequest
{
    public string? Position { get; set; }

    public string? KeyId { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/usageplans").Query("position", Position).Query("keyId", KeyId).Query("limit", Limit);
}

/// <summary>Answer of GetUsagePlans.</summary>
internal sealed class GetUsagePlansResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<UsagePlan> Items { get; set; } = [];
}

/// <summary>Request of UpdateApiKey.</summary>
internal sealed class UpdateApiKeyRequest : RestRequest
{
    [JsonIgnore]
    public required string ApiKey { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/apikeys/{api_Key}").Path("api_Key", ApiKey).Json(this, ApiGatewayBodies.Default.UpdateApiKeyRequest);
}

/// <summary>Answer of UpdateApiKey.</summary>
internal sealed class UpdateApiKeyResponse : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public bool? Enabled { get; set; }
}

/// <summary>Request of CreateUsagePlan.</summary>
internal sealed class CreateUsagePlanRequest : RestRequest
{
    public required string Name { get; set; }

    public string? Description { get; set; }

    public List<ApiStage>? ApiStages { get; set; }

    public ThrottleSettings? Throttle { get; set; }

    public QuotaSettings? Quota { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    internal override void Write(RestWire wire) => wire.Post("/usageplans").Json(this, ApiGatewayBodies.Default.CreateUsagePlanRequest);
}

/// <summary>Answer of CreateUsagePlan.</summary>
internal sealed class CreateUsagePlanResponse : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string? Name { get; set; }

    public List<ApiStage>? ApiStages { get; set; }
}

/// <summary>Request of UpdateUsagePlan.</summary>
internal sealed class UpdateUsagePlanRequest : RestRequest
{
    [JsonIgnore]
    public required string UsagePlanId { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/usageplans/{usageplanId}")
            .Path("usageplanId", UsagePlanId)
            .Json(this, ApiGatewayBodies.Default.UpdateUsagePlanRequest);
}

/// <summary>Answer of UpdateUsagePlan.</summary>
internal sealed class UpdateUsagePlanResponse : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public List<ApiStage>? ApiStages { get; set; }
}

/// <summary>Request of DeleteUsagePlan.</summary>
internal sealed class DeleteUsagePlanRequest : RestRequest
{
    public required string UsagePlanId { get; set; }

    internal override void Write(RestWire wire) => wire.Delete("/usageplans/{usageplanId}").Path("usageplanId", UsagePlanId);
}

/// <summary>Answer of DeleteUsagePlan.</summary>
internal sealed class DeleteUsagePlanResponse : AmazonWebServiceResponse;

/// <summary>Request of CreateUsagePlanKey.</summary>
internal sealed class CreateUsagePlanKeyRequest : RestRequest
{
    [JsonIgnore]
    public required string UsagePlanId { get; set; }

    public required string KeyId { get; set; }

    /// <summary><c>API_KEY</c>, the one kind there is.</summary>
    public required string KeyType { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/usageplans/{usageplanId}/keys")
            .Path("usageplanId", UsagePlanId)
            .Json(this, ApiGatewayBodies.Default.CreateUsagePlanKeyRequest);
}

/// <summary>Answer of CreateUsagePlanKey.</summary>
internal sealed class CreateUsagePlanKeyResponse : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;
}

/// <summary>Request of DeleteUsagePlanKey.</summary>
internal sealed class DeleteUsagePlanKeyRequest : RestRequest
{
    public required string UsagePlanId { get; set; }

    public required string KeyId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/usageplans/{usageplanId}/keys/{keyId}").Path("usageplanId", UsagePlanId).Path("keyId", KeyId);
}

/// <summary>Answer of DeleteUsagePlanKey.</summary>
internal sealed class DeleteUsagePlanKeyResponse : AmazonWebServiceResponse;
