namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>A Resolver rule.</summary>
internal sealed class ResolverRule
{
    public string Id { get; set; } = string.Empty;

    public string? Arn { get; set; }

    /// <summary>With a trailing dot.</summary>
    public string DomainName { get; set; } = string.Empty;

    public string Status { get; set; } = string.Empty;

    /// <summary><c>FORWARD</c>, <c>SYSTEM</c>, <c>RECURSIVE</c> or <c>DELEGATE</c>.</summary>
    public string RuleType { get; set; } = string.Empty;

    public string? Name { get; set; }

    public List<TargetAddress>? TargetIps { get; set; }

    /// <summary>The outbound endpoint; null unless the rule forwards.</summary>
    public string? ResolverEndpointId { get; set; }

    public string? OwnerId { get; set; }

    public string? ShareStatus { get; set; }
}
