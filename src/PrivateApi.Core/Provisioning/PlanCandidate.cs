namespace PrivateApi.Provisioning;

/// <summary>One of the resources that answer to the same name, where AWS allows several.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mark">The mark of the run that made it; null for one that was made by hand or by an earlier version.</param>
/// <param name="IsInUse">True when it has the place that only one can have (the gateway that is attached): it stays, whatever its age.</param>
internal sealed record PlanCandidate(string Id, string? Mark, bool IsInUse = false)
{
    /// <summary>True when nothing tells which of them is meant: two or more have no mark.</summary>
    public static bool AreAmbiguous(IReadOnlyList<PlanCandidate> all) => all.Count(item => item.Mark is null) > 1;

    /// <summary>The one that this run made; null for none.</summary>
    public static PlanCandidate? MadeBy(RunMark run, IReadOnlyList<PlanCandidate> all) => all.FirstOrDefault(item => run.Is(item.Mark));

    /// <summary>
    /// The one that every run keeps: the one in use, else the oldest by its mark; one without a mark is older than all that have one. The
    /// run that made the younger one sees both, since what was made earlier shows earlier.
    /// </summary>
    /// <returns>Null for none.</returns>
    public static PlanCandidate? Oldest(IReadOnlyList<PlanCandidate> all) =>
        all.OrderByDescending(item => item.IsInUse).ThenBy(item => item.Mark, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal).FirstOrDefault();
}
