using PrivateApi.Model;

namespace PrivateApi.Reports;

/// <summary>A station of a call's path, with the checks that are about it.</summary>
/// <param name="Title">What it is, in a word or two.</param>
/// <param name="Part">The part of the path it belongs to.</param>
/// <param name="Details">Which one it is: ids, names; one per line.</param>
/// <param name="State">Its state.</param>
/// <param name="Checks">Its checks, in path order.</param>
internal sealed record PathStation(
    string Title,
    string Part,
    IReadOnlyList<string> Details,
    StationState State,
    IReadOnlyList<TestCheck> Checks
)
{
    /// <summary>The checks that stop the call here.</summary>
    public IEnumerable<TestCheck> Failed =>
        Checks.Where(check => check.Status == CheckStatus.Failed && CheckOrder.Met.Contains(check.Name));
}
