using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A repair whose changes are all made, or all taken back.</summary>
internal static class RepairSteps
{
    public static async Task<IReadOnlyList<MadeChange>> MakeAsync(
        this ApiRepair repair,
        IReadOnlyList<Change> changes,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        List<MadeChange> made = [];
        await repair.MakeAsync(changes, made, progress, stop);
        return made;
    }

    public static Task UndoAsync(
        this ApiRepair repair,
        IReadOnlyList<MadeChange> made,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) => repair.UndoAsync([.. made], progress, stop);
}
