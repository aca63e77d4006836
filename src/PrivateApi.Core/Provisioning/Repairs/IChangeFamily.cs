using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of one service.</summary>
internal interface IChangeFamily
{
    /// <summary>The kinds that it makes.</summary>
    IReadOnlyList<ChangeKind> Kinds { get; }

    /// <summary>Makes a change; one that is there already is not made again.</summary>
    /// <returns>What was there before, by names of this family.</returns>
    Task<IReadOnlyDictionary<string, string>> MakeAsync(Change change, IProgress<ProgressEvent> progress, CancellationToken stop);

    /// <summary>Takes a change back.</summary>
    Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop);
}
