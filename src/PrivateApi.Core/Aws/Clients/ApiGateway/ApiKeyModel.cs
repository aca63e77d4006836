using System.Text.Json.Serialization;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>An API key.</summary>
internal sealed class ApiKey
{
    public string Id { get; set; } = string.Empty;

    /// <summary>The secret; only if it was asked for.</summary>
    public string? Value { get; set; }

    public string? Name { get; set; }

    public bool? Enabled { get; set; }
}

/// <summary>A stage of a usage plan.</summary>
internal sealed class ApiStage
{
    public string? ApiId { get; set; }

    public string? Stage { get; set; }
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
internal sealed class UsagePlan
{
    public string Id { get; set; } = string.Empty;

    public string? Name { get; set; }

    public List<ApiStage>? ApiStages { get; set; }

    public QuotaSettings? Quota { get; set; }
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
