using PrivateApi.Policy.Language;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>What <c>New-PrivateApiDomain</c> was asked for.</summary>
internal sealed record DomainSpec
{
    /// <summary>How long a private custom domain name may take to become available; AWS says about 15 minutes.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(30);

    /// <summary>The name, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Its certificate; null for the fitting one of the account.</summary>
    public string? CertificateArn { get; init; }

    /// <summary>The policy that was asked for; null for one that lets in exactly the endpoints.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>The routing mode; null for one that suits what is mapped.</summary>
    public string? RoutingMode { get; init; }

    /// <summary>Its base paths.</summary>
    public IReadOnlyList<MappingSpec> Mappings { get; init; } = [];

    /// <summary>Its routing rules.</summary>
    public IReadOnlyList<RuleSpec> Rules { get; init; } = [];

    /// <summary>This account's endpoints that are associated with it.</summary>
    public IReadOnlyList<string> VpcEndpointIds { get; init; } = [];

    /// <summary>VPCs in which it is to resolve; empty for those of the endpoints.</summary>
    public IReadOnlyList<string> VpcIds { get; init; } = [];

    /// <summary>True to make it resolve.</summary>
    public bool MakesRecord { get; init; } = true;

    /// <summary>Other accounts that may associate their endpoints with it.</summary>
    public IReadOnlyList<string> ShareWithAccounts { get; init; } = [];

    /// <summary>The user's tags, for what takes tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True to take a policy that has errors.</summary>
    public bool Force { get; init; }

    /// <summary>True to wait until calls get through.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>When a wait gives up.</summary>
    public TimeSpan TimeOut { get; init; } = DefaultLimit;
}
