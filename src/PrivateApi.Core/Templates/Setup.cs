namespace PrivateApi.Templates;

/// <summary>The running set-up that a template is generated from.</summary>
internal sealed record Setup
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string Partition { get; init; }

    /// <summary>VPCs, by id.</summary>
    public required IReadOnlyList<VpcSetup> Vpcs { get; init; }

    /// <summary>APIs, by name and id.</summary>
    public required IReadOnlyList<ApiSetup> Apis { get; init; }

    /// <summary>Domains, by name and id.</summary>
    public required IReadOnlyList<DomainSetup> Domains { get; init; }

    /// <summary>Usage plans, by name and id.</summary>
    public IReadOnlyList<UsagePlanSetup> UsagePlans { get; init; } = [];

    /// <summary>Resolver endpoints in the VPCs, by name and id.</summary>
    public IReadOnlyList<ResolverSetup> Resolvers { get; init; } = [];
}
