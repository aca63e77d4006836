namespace PrivateApi.Resources;

/// <summary>One of the resources with the same name, where AWS allows several.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mark">The mark of the run that created it; null if it was created by hand or by an earlier version.</param>
/// <param name="IsInUse">
/// True when somebody already works with it: it has the place that only one can have (the attached gateway), or
/// it contains something that every run needs before it continues (a VPC's subnets, an API's methods).
/// </param>
/// <param name="Created">When AWS created it, by AWS's clock; null if AWS does not say.</param>
internal sealed record PlanCandidate(string Id, string? Mark, bool IsInUse = false, DateTimeOffset? Created = null)
{
    /// <summary>True when it cannot be decided which of them is meant: two or more have no mark.</summary>
    public static bool AreAmbiguous(IReadOnlyList<PlanCandidate> all) => all.Count(item => item.Mark is null) > 1;

    /// <summary>The one that this run created; null for none.</summary>
    public static PlanCandidate? MadeBy(RunMark run, IReadOnlyList<PlanCandidate> all) => all.FirstOrDefault(item => run.Is(item.Mark));

    /// <summary>
    /// The one to continue with: one in use, else the one that AWS created first, else the one with the lowest mark. One without
    /// a mark comes before all that have one. A mark contains a time, but it was taken before the call was sent: it only
    /// gives all runs the same order. PlanAgreement explains why that is enough.
    /// </summary>
    /// <param name="all">All that are seen.</param>
    /// <param name="settled">The one that a run has settled on: it counts as in use, unless AWS's own time says which is first.</param>
    /// <returns>Null for none.</returns>
    public static PlanCandidate? Preferred(IReadOnlyList<PlanCandidate> all, string? settled = null) =>
        all.OrderByDescending(item => item.IsInUse || (item.Id == settled && item.Created is null))
            .ThenBy(item => item.Created)
            .ThenBy(item => item.Mark, StringComparer.Ordinal)
            .ThenBy(item => item.Id, StringComparer.Ordinal)
            .FirstOrDefault();
}
