using System.Text.Json.Nodes;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>API Gateway in one account and Region.</summary>
internal sealed class ApiGatewayState : ILabState<ApiGatewayState>
{
    /// <summary>REST APIs by id.</summary>
    public Dictionary<string, LabRestApi> RestApis { get; } = new(StringComparer.Ordinal);

    /// <summary>VPC links by id.</summary>
    public Dictionary<string, LabVpcLink> VpcLinks { get; } = new(StringComparer.Ordinal);

    /// <summary>HTTP and WebSocket APIs by id, as GetApi shows them.</summary>
    public Dictionary<string, JsonObject> V2Apis { get; } = new(StringComparer.Ordinal);

    /// <summary>VPC links V2 by id, their status left out.</summary>
    public Dictionary<string, LabVpcLink> V2VpcLinks { get; } = new(StringComparer.Ordinal);

    /// <summary>API keys by id, as GetApiKey shows them with their value.</summary>
    public Dictionary<string, JsonObject> ApiKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Usage plans by id.</summary>
    public Dictionary<string, LabUsagePlan> UsagePlans { get; } = new(StringComparer.Ordinal);

    /// <summary>What the keys of the usage plans used.</summary>
    public UsageLedger Usage { get; } = new();

    /// <summary>The tokens that requests take.</summary>
    public TokenBuckets Buckets { get; } = new();

    /// <summary>What Lambda authorizers answered.</summary>
    public AuthorizerCache Authorizers { get; } = new();

    /// <summary>Client certificates by id.</summary>
    public Dictionary<string, JsonObject> ClientCertificates { get; } = new(StringComparer.Ordinal);

    /// <summary>Custom domain names by <see cref="LabDomainName.Key"/>.</summary>
    public Dictionary<string, LabDomainName> DomainNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Associations of this account's endpoints with private custom domain names, its own and others'.</summary>
    public List<LabDomainAccessAssociation> DomainAccessAssociations { get; } = [];

    /// <summary>What GetAccount shows.</summary>
    public JsonObject Account { get; } =
        new()
        {
            ["throttleSettings"] = new JsonObject { ["burstLimit"] = 5000, ["rateLimit"] = 10000.0 },
            ["features"] = new JsonArray("UsagePlans"),
            ["apiKeyVersion"] = "4",
        };

    public static ApiGatewayState Create(LabStore store, string accountId, string region) => new();

    /// <summary>True when an API key, by its value, is enabled and in a usage plan of that stage.</summary>
    public bool Admits(string value, string apiId, string stageName) =>
        ApiKeys
            .Values.Where(key => (string?)key["value"] == value && (bool?)key["enabled"] == true)
            .Any(key => UsagePlans.Values.Any(plan => plan.KeyIds.Contains((string)key["id"]!) && plan.Covers(apiId, stageName)));
}
