using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Language;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>The changes that <c>Set-PrivateApiDomain</c> was asked for; null and empty leave a setting as it is.</summary>
internal sealed record DomainChange
{
    /// <summary>The new domain policy.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>What is to be edited in the domain policy.</summary>
    public PolicyEdits Edits { get; init; } = new();

    /// <summary>Accounts that may associate their endpoints from now on.</summary>
    public IReadOnlyList<string> ShareWithAccounts { get; init; } = [];

    /// <summary>Accounts that may no longer.</summary>
    public IReadOnlyList<string> StopSharingWithAccounts { get; init; } = [];

    /// <summary>The new certificate.</summary>
    public string? CertificateArn { get; init; }

    /// <summary>The new routing mode.</summary>
    public string? RoutingMode { get; init; }

    /// <summary>True to take a policy that has errors.</summary>
    public bool Force { get; init; }
}
