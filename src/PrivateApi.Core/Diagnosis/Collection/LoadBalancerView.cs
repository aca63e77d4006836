using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>What was read of the load balancers that calls go through.</summary>
/// <param name="LoadBalancers">The load balancers.</param>
/// <param name="TargetGroups">Their target groups.</param>
/// <param name="Interfaces">Their network interfaces.</param>
internal sealed record LoadBalancerView(
    IReadOnlyList<LoadBalancerFact> LoadBalancers,
    IReadOnlyList<TargetGroupFact> TargetGroups,
    IReadOnlyList<InterfaceFact> Interfaces
)
{
    public static LoadBalancerView Empty { get; } = new([], [], []);

    /// <summary>The account's certificates; read only where a listener lacks one for the name called.</summary>
    public IReadOnlyList<CertificateFact> Certificates { get; init; } = [];

    /// <summary>Addresses of targets.</summary>
    public IEnumerable<string> Addresses =>
        TargetGroups.Where(group => group.TargetType == "ip").SelectMany(group => group.Targets ?? []).Select(target => target.Id);
}
