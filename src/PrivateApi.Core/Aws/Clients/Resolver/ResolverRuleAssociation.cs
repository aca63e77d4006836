namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>A Resolver rule at work in a VPC.</summary>
internal sealed class ResolverRuleAssociation
{
    public string Id { get; set; } = string.Empty;

    public string ResolverRuleId { get; set; } = string.Empty;

    public string? Name { get; set; }

    public string VPCId { get; set; } = string.Empty;

    /// <summary><c>COMPLETE</c> when it is at work.</summary>
    public string Status { get; set; } = string.Empty;

    public string? StatusMessage { get; set; }
}
