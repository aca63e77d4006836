using PrivateApi.Aws;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning;

/// <summary>
/// One resource or setting that a plan requires: how to find it, how to create it and how to undo it.
/// Later steps read the ids of earlier ones through <see cref="RequiredId"/>.
/// </summary>
internal sealed class PlanStep
{
    private string? _settledId;
    private readonly string? _label;

    /// <summary>Unique in its plan; the value of the resource's tag <c>privateapi:step</c> if it can be tagged.</summary>
    public required string Name { get; init; }

    /// <summary>What creating it does, as an instruction: <c>Create the VPC 10.0.0.0/16</c>. Shown by -WhatIf.</summary>
    public required string Description { get; init; }

    /// <summary>The same in a few words, where the description has a policy in it. Shown as progress and with -Verbose.</summary>
    public string Label
    {
        get => _label ?? Description;
        init => _label = value;
    }

    /// <summary>
    /// Looks for it, no matter who created it, by step tag if it has one; null when it does not exist. Throws
    /// <c>ParameterMismatch</c> when it exists with other parameters. What it finds is never undone.
    /// </summary>
    public required Func<CancellationToken, Task<string?>> Find { get; init; }

    /// <summary>The mark that its resource is created with; null if it has none.</summary>
    public RunMark? Run { get; init; }

    /// <summary>
    /// Looks for what this run created, by its mark (<see cref="RunMark"/>), client token or parts that have the mark: the
    /// only way in which a resource whose answer was lost becomes this run's to undo. Null if nothing shows
    /// whose it is, and for a setting, which is removed with what it belongs to. By default the one of <see cref="FindAll"/> that
    /// has <see cref="Run"/>.
    /// </summary>
    public Func<CancellationToken, Task<string?>>? FindOwn
    {
        get =>
            field ?? (Run is { } run && FindAll is { } findAll ? async stop => PlanCandidate.MadeBy(run, await findAll(stop))?.Id : null);
        init;
    }

    /// <summary>
    /// All that exist with the name, own and others', where AWS accepts several with one name (a VPC, a REST API): the plan
    /// checks whether another run created the same, and all but one give way (<see cref="PlanAgreement"/>). Null if AWS refuses a second.
    /// </summary>
    public Func<CancellationToken, Task<IReadOnlyList<PlanCandidate>>>? FindAll { get; init; }

    /// <summary>
    /// How long the preferred one of <see cref="FindAll"/> has to stay preferred before anything is put into it: true asks for
    /// this run's own, false for another run's. Null if AWS itself accepts only one in its place.
    /// </summary>
    public Func<bool, TimeSpan>? Hold { get; init; }

    /// <summary>
    /// Deletes this run's own at once, and returns false if AWS refuses because something is in it by now. Null if AWS
    /// deletes it with everything in it: then <see cref="Undo"/> does.
    /// </summary>
    public Func<string, CancellationToken, Task<bool>>? Discard { get; init; }

    /// <summary>
    /// True for a change that two runs should not both make although AWS would let them (a definition, a deployment): a run
    /// that sees another one doing the same work waits a while for that one to make it.
    /// </summary>
    public bool IsLeftToOthers { get; init; }

    /// <summary>
    /// Creates it and returns its id once it can be used. A refusal because it already exists
    /// (<see cref="Failure.IsThereAlready"/>) is left to the plan, which looks again.
    /// </summary>
    public required Func<CancellationToken, Task<string>> Create { get; init; }

    /// <summary>
    /// Removes it, waiting until it is gone and saying what it waits for; null for what is removed with the thing it belongs to.
    /// </summary>
    public Func<string, IProgress<ProgressEvent>, CancellationToken, Task>? Undo { get; init; }

    /// <summary>The command that removes it by hand; null where <see cref="Undo"/> is null.</summary>
    public Func<string, CommandLine>? RemovalCommand { get; init; }

    /// <summary>
    /// The commands without which <see cref="RemovalCommand"/> would be refused at this point; null where there are none.
    /// </summary>
    public Func<IReadOnlyList<CommandLine>>? RemovalBefore { get; init; }

    /// <summary>The step without which this one cannot exist (a subnet's VPC); null for none.</summary>
    public PlanStep? Within { get; init; }

    /// <summary>What is known about it.</summary>
    public PlanStepState State { get; private set; }

    /// <summary>Its id; null while it is not there.</summary>
    public string? Id { get; private set; }

    /// <summary>Its id, for the steps that come after it.</summary>
    public string RequiredId => Id ?? throw new InvalidOperationException($"Step {Name} has no id yet.");

    /// <summary>True when nobody knows whether this run created it: its answer was lost, and it has not been seen since.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>True when this run may build on it: no other run can be about to prefer another one.</summary>
    public bool IsSettled => Id is not null && _settledId == Id;

    /// <summary>True for the step itself and for everything that cannot exist without it.</summary>
    public bool IsIn(PlanStep root) => this == root || Within?.IsIn(root) == true;

    /// <summary>Looks for it, unless what it belongs to does not exist either.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        if (Within is { State: PlanStepState.Absent } || await Find(stop) is not { } id)
        {
            Id = null;
            State = PlanStepState.Absent;
        }
        else if (State != PlanStepState.Created || Id != id)
        {
            Found(id);
        }
    }

    /// <summary>Records that it existed, or that another run created it: never this run's to undo.</summary>
    public void Found(string id)
    {
        Id = id;
        State = PlanStepState.Found;
    }

    /// <summary>Records that this run created it.</summary>
    public void Made(string id)
    {
        Id = id;
        State = PlanStepState.Created;
        IsInDoubt = false;
        Run?.Close(Name);
    }

    /// <summary>Records that the runs have settled on it.</summary>
    public void Settled() => _settledId = Id;

    /// <summary>Records that the answer to its creation was lost.</summary>
    public void Doubted() => IsInDoubt = true;

    /// <summary>Records that it was undone.</summary>
    public void Undone()
    {
        Id = null;
        State = PlanStepState.Absent;
        IsInDoubt = false;
    }
}
