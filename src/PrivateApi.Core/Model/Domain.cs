using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A private custom domain name of API Gateway, of this account or shared with it.</summary>
public sealed record Domain : IAwsResource
{
    /// <summary>The name.</summary>
    public required string DomainName { get; init; }

    /// <summary>The id that tells it from others of that name, the public one among them.</summary>
    public required string DomainNameId { get; init; }

    /// <summary>Its ARN, by which other accounts name it.</summary>
    public required string DomainNameArn { get; init; }

    /// <summary>
    /// <c>AVAILABLE</c>, <c>PENDING</c>, <c>UPDATING</c> (it still answers), <c>FAILED</c> and others; null for one that another account
    /// shares.
    /// </summary>
    public required string? Status { get; init; }

    /// <summary>Why it has its status; null for no reason.</summary>
    public required string? StatusMessage { get; init; }

    /// <summary>Its certificate in Certificate Manager; null for one that another account shares.</summary>
    public required string? CertificateArn { get; init; }

    /// <summary>
    /// <c>BASE_PATH_MAPPING_ONLY</c>, <c>ROUTING_RULE_ONLY</c> or <c>ROUTING_RULE_THEN_BASE_PATH_MAPPING</c>; null where AWS does not say.
    /// </summary>
    public required string? RoutingMode { get; init; }

    /// <summary>Who may call it, as JSON; null for nobody, and for one that another account shares.</summary>
    public required string? Policy { get; init; }

    /// <summary>Which other accounts may associate their endpoints with it, as JSON; null for none.</summary>
    public required string? ManagementPolicy { get; init; }

    /// <summary>True for one that another account shares: its policy, base paths and rules show to that account alone.</summary>
    public required bool IsShared { get; init; }

    /// <summary>The account that it belongs to.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Its base paths.</summary>
    public required IReadOnlyList<DomainMapping> Mapping
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its routing rules, the first to be looked at first.</summary>
    public required IReadOnlyList<DomainRule> Rule
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Endpoints that are associated with it, of this account and of others.</summary>
    public required IReadOnlyList<DomainAssociation> Association
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Records of this account's private hosted zones that resolve it.</summary>
    public required IReadOnlyList<DomainRecord> Record
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its tags; empty for one that another account shares.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => DomainName;
}
