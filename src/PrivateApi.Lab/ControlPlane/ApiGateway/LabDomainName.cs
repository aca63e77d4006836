using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A custom domain name, private or public. Only a private one has an id: its name alone means the public one.</summary>
internal sealed class LabDomainName
{
    /// <summary>The domain name as GetDomainName shows it, its status left out; the policies as JSON text.</summary>
    public required JsonObject Wire { get; init; }

    public required string OwnerId { get; init; }

    public required string Region { get; init; }

    public required string Partition { get; init; }

    /// <summary>When the last change ends.</summary>
    public required DateTimeOffset ReadyAt { get; set; }

    /// <summary>True while it has not been available yet.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>Base path mappings by base path; <c>(none)</c> means the root.</summary>
    public SortedDictionary<string, JsonObject> BasePathMappings { get; } = new(StringComparer.Ordinal);

    /// <summary>Routing rules, as GetRoutingRule shows them, by priority.</summary>
    public SortedDictionary<int, JsonObject> RoutingRules { get; } = [];

    public string Name => (string)Wire["domainName"]!;

    /// <summary>Null for a public one.</summary>
    public string? Id => (string?)Wire["domainNameId"];

    public bool IsPrivate => Id is not null;

    /// <summary>Name and, if private, id: its key in the state.</summary>
    public string Key => KeyOf(Name, Id);

    /// <summary>The ARN that associations and IAM policies name.</summary>
    public string Arn =>
        IsPrivate
            ? $"arn:{Partition}:apigateway:{Region}:{OwnerId}:/domainnames/{Key}"
            : $"arn:{Partition}:apigateway:{Region}::/domainnames/{Key}";

    /// <summary>The ARN that its own policy and endpoint policies name when it is called.</summary>
    public string InvokeArn => $"arn:{Partition}:execute-api:{Region}:{OwnerId}:/domainnames/{Key}";

    /// <summary>Who may call it, JSON text with full ARNs; null for none.</summary>
    public string? Policy => (string?)Wire["policy"];

    /// <summary>Which accounts may associate their endpoints with it, JSON text; null for its own account only.</summary>
    public string? ManagementPolicy => (string?)Wire["managementPolicy"];

    /// <summary><c>BASE_PATH_MAPPING_ONLY</c>, <c>ROUTING_RULE_ONLY</c> or <c>ROUTING_RULE_THEN_BASE_PATH_MAPPING</c>.</summary>
    public string RoutingMode => (string)Wire["routingMode"]!;

    public static string KeyOf(string name, string? id) => id is null ? name : $"{name}+{id}";

    /// <summary><c>PENDING</c> when new (assumed), <c>UPDATING</c> during a change (it still answers), else <c>AVAILABLE</c>.</summary>
    public string StatusAt(DateTimeOffset now) =>
        now >= ReadyAt ? "AVAILABLE"
        : IsNew ? "PENDING"
        : "UPDATING";
}
