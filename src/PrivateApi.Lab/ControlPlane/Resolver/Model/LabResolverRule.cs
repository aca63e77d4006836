namespace PrivateApi.Lab.ControlPlane.Resolver.Model;

/// <summary>A rule that says who answers for a domain and what is below it.</summary>
internal sealed class LabResolverRule
{
    /// <summary>The rule that every VPC has: the internet for all that no other rule covers.</summary>
    public const string InternetResolver = "rslvr-autodefined-rr-internet-resolver";

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string CreatorRequestId { get; init; }

    public string? Name { get; init; }

    /// <summary><c>FORWARD</c>, <c>SYSTEM</c>, or <c>RECURSIVE</c> for the autodefined one.</summary>
    public required string RuleType { get; init; }

    /// <summary>Lower-case, with a trailing dot.</summary>
    public required string DomainName { get; init; }

    public IReadOnlyList<LabResolverTarget> Targets { get; init; } = [];

    /// <summary>The outbound endpoint; null unless the rule forwards.</summary>
    public string? EndpointId { get; init; }

    /// <summary>The account, or <c>Route 53 Resolver</c> for the autodefined rule.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Null for the autodefined rule.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}
