using System.Runtime.ExceptionServices;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Makes changes of an account, and takes them back exactly: each notes what was there before.</summary>
internal sealed class ChangeMaker(AwsSession session)
{
    // A change that is under way when the work is stopped has this long to come to its end, so that it is known what was made.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly IChangeFamily[] _families =
    [
        new NetworkFamily(session),
        new RouteFamily(session),
        new ZoneFamily(session),
        new EndpointFamily(session),
        new ApiFamily(session),
        new DomainFamily(session),
        new FunctionFamily(session),
        new UsagePlanFamily(session),
    ];

    /// <summary>Makes a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="made">
    /// Receives the change, with what <see cref="UndoAsync"/> needs. One that fails or is stopped half-way is received as well.
    /// </param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="stop">Stops the work, a few seconds later; what is made by then stays, and is found by the next diagnosis.</param>
    public async Task MakeAsync(Change change, ICollection<MadeChange> made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string account = await session.GetAccountIdAsync(stop);
        using CancellationTokenSource late = new();
        await using CancellationTokenRegistration stopped = stop.Register(() => late.CancelAfter(Grace));
        try
        {
            made.Add(Made(await Of(change.Kind).MakeAsync(change, progress, late.Token)));
        }
        catch (HalfMadeException half)
        {
            made.Add(Made(half.Before));
            ExceptionDispatchInfo.Throw(half.InnerException!);
        }

        MadeChange Made(IReadOnlyDictionary<string, string> before) =>
            new()
            {
                Kind = change.Kind,
                Target = change.Target,
                Description = change.ToModel().Description,
                Opens = change.Opens,
                Before = before,
                AccountId = account,
                Region = session.Region,
            };
    }

    /// <summary>Takes a change back. What somebody else changed since is left as it is, and said.</summary>
    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        Of(made.Kind).UndoAsync(made, progress, stop);

    private IChangeFamily Of(ChangeKind kind) => Array.Find(_families, family => family.Kinds.Contains(kind))!;
}
