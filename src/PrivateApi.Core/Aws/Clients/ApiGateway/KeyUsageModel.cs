using System.Text.Json.Serialization;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of CreateApiKey.</summary>
internal sealed class CreateApiKeyRequest : RestRequest
{
    public required string Name { get; set; }

    public string? Description { get; set; }

    public bool? Enabled { get; set; }

    /// <summary>The secret; null lets API Gateway make one.</summary>
    public string? Value { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    internal override void Write(RestWire wire) => wire.Post("/apikeys").Json(this, ApiGatewayBodies.Default.CreateApiKeyRequest);
}

/// <summary>Answer of CreateApiKey.</summary>
internal sealed class CreateApiKeyResponse : ApiKey;

/// <summary>Request of GetApiKey.</summary>
internal sealed class GetApiKeyRequest : RestRequest
{
    public required string ApiKey { get; set; }

    public bool? IncludeValue { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/apikeys/{api_Key}").Path("api_Key", ApiKey).Query("includeValue", IncludeValue);
}

/// <summary>Answer of GetApiKey.</summary>
internal sealed class GetApiKeyResponse : ApiKey;

/// <summary>Request of DeleteApiKey.</summary>
internal sealed class DeleteApiKeyRequest : RestRequest
{
    public required string ApiKey { get; set; }

    internal override void Write(RestWire wire) => wire.Delete("/apikeys/{api_Key}").Path("api_Key", ApiKey);
}

/// <summary>Answer of DeleteApiKey.</summary>
internal sealed class DeleteApiKeyResponse : AmazonWebServiceResponse;

/// <summary>Request of GetUsagePlan.</summary>
internal sealed class GetUsagePlanRequest : RestRequest
{
    public required string UsagePlanId { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/usageplans/{usageplanId}").Path("usageplanId", UsagePlanId);
}

/// <summary>Answer of GetUsagePlan.</summary>
internal sealed class GetUsagePlanResponse : UsagePlan;

/// <summary>A key of a usage plan; its value, which the service shows too, is not read.</summary>
internal sealed class UsagePlanKey
{
    public string Id { get; set; } = string.Empty;
}

/// <summary>Request of GetUsagePlanKeys.</summary>
internal sealed class GetUsagePlanKeysRequest : RestRequest
{
    public required string UsagePlanId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/usageplans/{usageplanId}/keys").Path("usageplanId", UsagePlanId).Query("position", Position).Query("limit", Limit);
}

/// <summary>Answer of GetUsagePlanKeys.</summary>
internal sealed class GetUsagePlanKeysResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<UsagePlanKey> Items { get; set; } = [];
}

/// <summary>Request of GetUsage.</summary>
internal sealed class GetUsageRequest : RestRequest
{
    public required string UsagePlanId { get; set; }

    /// <summary>The key; null for all of the plan.</summary>
    public string? KeyId { get; set; }

    /// <summary>The first day, <c>yyyy-MM-dd</c>.</summary>
    public required string StartDate { get; set; }

    /// <summary>The last day, <c>yyyy-MM-dd</c>.</summary>
    public required string EndDate { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/usageplans/{usageplanId}/usage")
            .Path("usageplanId", UsagePlanId)
            .Query("keyId", KeyId)
            .Query("startDate", StartDate)
            .Query("endDate", EndDate)
            .Query("position", Position)
            .Query("limit", Limit);
}

/// <summary>Answer of GetUsage.</summary>
internal class GetUsageResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    /// <summary>By key, a pair for each day: the requests used, and those that remain.</summary>
    [JsonPropertyName("values")]
    public Dictionary<string, List<List<long>>>? Items { get; set; }
}

/// <summary>Request of UpdateUsage.</summary>
internal sealed class UpdateUsageRequest : RestRequest
{
    [JsonIgnore]
    public required string UsagePlanId { get; set; }

    [JsonIgnore]
    public required string KeyId { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/usageplans/{usageplanId}/keys/{keyId}/usage")
            .Path("usageplanId", UsagePlanId)
            .Path("keyId", KeyId)
            .Json(this, ApiGatewayBodies.Default.UpdateUsageRequest);
}

/// <summary>Answer of UpdateUsage.</summary>
internal sealed class UpdateUsageResponse : GetUsageResponse;
