using System.Text.Json.Nodes;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>A web ACL or an IP set.</summary>
internal sealed class LabWafResource
{
    /// <summary>As GetWebACL or GetIPSet shows it.</summary>
    public required JsonObject Wire { get; init; }

    /// <summary>Changes with every change; whoever changes it next has to know it.</summary>
    public required string LockToken { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public string Arn => (string)Wire["ARN"]!;

    public string Name => (string)Wire[nameof(Name)]!;

    public string Id => (string)Wire[nameof(Id)]!;

    /// <summary>True if a statement of one of its rules refers to that ARN.</summary>
    public bool RefersTo(string arn) => Refers(Wire["Rules"], arn);

    private static bool Refers(JsonNode? node, string arn) =>
        node switch
        {
            JsonObject item => (item["ARN"] is JsonValue value && value.TryGetValue(out string? text) && text == arn)
                || item.Any(member => Refers(member.Value, arn)),
            JsonArray list => list.Any(item => Refers(item, arn)),
            _ => false,
        };
}

/// <summary>AWS WAF in one account and Region. Which stage has which web ACL is the stage's to say.</summary>
internal sealed class WafState : ILabState<WafState>
{
    /// <summary>Web ACLs by ARN.</summary>
    public Dictionary<string, LabWafResource> WebAcls { get; } = new(StringComparer.Ordinal);

    /// <summary>IP sets by ARN.</summary>
    public Dictionary<string, LabWafResource> IpSets { get; } = new(StringComparer.Ordinal);

    public static WafState Create(LabStore store, string accountId, string region) => new();
}
