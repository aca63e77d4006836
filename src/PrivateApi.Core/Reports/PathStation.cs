using PrivateApi.Model;

namespace PrivateApi.Reports;

/// <summary>A station of a call's path, with the checks that are about it.</summary>
/// <param name="Title">What it is, in a word or two.</param>
/// <param name="Place">Where it is: the VPC, or API Gateway; null where that is not known.</param>
/// <param name="Subnet">The subnet in that place; null for none.</param>
/// <param name="Details">Which one it is: ids, names.</param>
/// <param name="Checks">Its checks, in path order; empty for what is only passed.</param>
internal sealed record PathStation(
    string Title,
    string? Place,
    string? Subnet,
    IReadOnlyList<PathDetail> Details,
    IReadOnlyList<TestCheck> Checks
)
{
    /// <summary>The worst of its checks.</summary>
    public StationState State { get; } = Checks.Select(CheckState.OnPath).DefaultIfEmpty().Max();

    /// <summary>The checks that stop the call here.</summary>
    public IEnumerable<TestCheck> Failed =>
        Checks.Where(check => check.Status == CheckStatus.Failed && CheckOrder.Met.Contains(check.Name));
}
