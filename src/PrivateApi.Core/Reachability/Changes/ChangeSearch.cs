using PrivateApi.Model;

namespace PrivateApi.Reachability.Changes;

/// <summary>
/// Judges changes by making them to the facts: which of them mend a check, and the smallest set after which nothing that is known stops
/// the call. Each state is a whole evaluation, so no change is believed that the engine does not confirm.
/// </summary>
internal static class ChangeSearch
{
    // Six layers with three ways to mend each are fewer states than this.
    private const int MostStates = 400;

    private const int MostChanges = 12;

    // A name answers with several addresses: where one way of two is open, half of the calls fail.
    private static readonly CheckName[] Ways =
    [
        CheckName.CallerRoute,
        CheckName.CallerEgress,
        CheckName.CallerNetworkAcl,
        CheckName.EndpointNetworkAcl,
        CheckName.EndpointIngress,
        CheckName.LoadBalancer,
    ];

    /// <summary>The sets of changes that mend a check and let no other check fail that passed, the least first.</summary>
    /// <param name="verdict">What was found.</param>
    /// <param name="name">The check.</param>
    public static IReadOnlyList<IReadOnlyList<Change>> Judged(PathVerdict verdict, CheckName name)
    {
        Finding finding = verdict[name];
        return finding.Remedy is not { Alternatives: { Count: > 0 } alternatives }
            ? []
            :
            [
                .. alternatives
                    .Where(set => After(verdict, set) is var after && Mends(finding, after, name) && !Breaks(verdict, after))
                    .OrderBy(set => set.Count)
                    .ThenBy(set => set.Sum(change => change.Width)),
            ];
    }

    /// <summary>
    /// The smallest set of changes after which no check fails that stops the call, by number of changes and then by how much they open;
    /// null where no set does, or nothing fails. Empty lists are never returned.
    /// </summary>
    /// <param name="verdict">What was found.</param>
    /// <param name="isSide">True for one side of a call between two accounts: what the other has to mend may stay.</param>
    public static IReadOnlyList<Change>? Smallest(PathVerdict verdict, bool isSide = false)
    {
        if (!IsStopped(verdict, isSide))
        {
            return null;
        }

        PriorityQueue<Change[], (int, int, int)> open = new();
        HashSet<string> seen = [string.Empty];
        open.Enqueue([], default);
        for (int states = 0; states < MostStates && open.TryDequeue(out Change[]? made, out _); states++)
        {
            PathVerdict now = made.Length == 0 ? verdict : After(verdict, made);
            if (IsMended(verdict, now, isSide))
            {
                // In the order in which they can be made: private DNS needs the VPC's attributes, a deployment takes the policy with it.
                return [.. made.OrderBy(change => change.Kind)];
            }

            if (Next(verdict, now) is not { } sets || made.Length >= MostChanges)
            {
                continue;
            }

            foreach (IReadOnlyList<Change> set in sets)
            {
                Change[] more = [.. made.Concat(set).DistinctBy(change => change.Key)];
                if (
                    more.Length > made.Length
                    && seen.Add(string.Join('\n', more.Select(change => change.Key).Order(StringComparer.Ordinal)))
                )
                {
                    open.Enqueue(more, (more.Length, more.Sum(change => change.Width), seen.Count));
                }
            }
        }

        return null;
    }

    /// <summary>
    /// True where a check fails that stops the call; of one side of a call between two accounts one that this side can mend.
    /// </summary>
    public static bool IsStopped(PathVerdict verdict, bool isSide) =>
        isSide
            ? verdict.Findings.Any(item =>
                item.Finding is { Status: CheckStatus.Failed, IsOthers: false } && CheckOrder.Met.Contains(item.Name)
            )
            : verdict.Verdict == Verdict.Blocked;

    /// <summary>What the engine says once changes are made.</summary>
    public static PathVerdict After(PathVerdict verdict, IEnumerable<Change> changes) =>
        PathEngine.Judge(Remedy.Made(verdict.Evaluation.Snapshot, changes), verdict.Evaluation.Call);

    // The changes of all failing checks, since one may mend several. Null where something broke that passed.
    private static IEnumerable<IReadOnlyList<Change>>? Next(PathVerdict before, PathVerdict now)
    {
        Finding[] failing =
        [
            .. now
                .Findings.Where(item => item.Finding.Status == CheckStatus.Failed && CheckOrder.Met.Contains(item.Name))
                .Select(item => item.Finding),
        ];
        return Breaks(before, now) ? null : failing.SelectMany(finding => finding.Remedy?.Alternatives ?? []);
    }

    // What was not known before is not known now; but nothing that was known to stop the call, or not to, may become unknown.
    private static bool IsMended(PathVerdict before, PathVerdict now, bool isSide) =>
        !IsStopped(now, isSide)
        && before
            .Findings.Zip(now.Findings)
            .All(item =>
                item.Second.Finding switch
                {
                    { Status: CheckStatus.Skipped, IsAside: false, IsOthers: false } => item.First.Finding.Status
                        is CheckStatus.Skipped
                            or CheckStatus.NotApplicable,
                    { Status: CheckStatus.Warning } => item.First.Finding.Status != CheckStatus.Failed || !Ways.Contains(item.First.Name),
                    _ => true,
                }
            );

    private static bool Mends(Finding before, PathVerdict after, CheckName name) =>
        before.Status == CheckStatus.Failed
            ? after[name] is { Status: not (CheckStatus.Failed or CheckStatus.Skipped) } or { Status: CheckStatus.Skipped, IsOthers: true }
            : after[name].Status is CheckStatus.Passed or CheckStatus.NotApplicable or CheckStatus.Skipped;

    // A check that could not be made before, since another failed, may well fail now.
    private static bool Breaks(PathVerdict before, PathVerdict after) =>
        before
            .Findings.Zip(after.Findings)
            .Any(item =>
                item.First.Finding.Status is CheckStatus.Passed or CheckStatus.Warning
                && item.Second.Finding.Status == CheckStatus.Failed
                && CheckOrder.Met.Contains(item.First.Name)
            );
}
