using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Makes changes of an account, and takes them back exactly: each notes what was there before.</summary>
internal sealed class ChangeMaker(AwsSession session)
{
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
    /// <param name="progress">Receives progress.</param>
    /// <param name="stop">Stops the work; what is made by then stays, and is found by the next diagnosis.</param>
    /// <returns>What <see cref="UndoAsync"/> needs.</returns>
    public async Task<MadeChange> MakeAsync(Change change, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        new()
        {
            Kind = change.Kind,
            Target = change.Target,
            Description = change.ToModel().Description,
            Opens = change.Opens,
            Before = await Of(change.Kind).MakeAsync(change, progress, stop),
            AccountId = await session.GetAccountIdAsync(stop),
            Region = session.Region,
        };

    /// <summary>Takes a change back. What somebody else changed since is left as it is, and said.</summary>
    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        Of(made.Kind).UndoAsync(made, progress, stop);

    private IChangeFamily Of(ChangeKind kind) => Array.Find(_families, family => family.Kinds.Contains(kind))!;
}
