using PrivateApi.Aws;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning;

/// <summary>
/// One resource or setting that a plan wants to be there: how to find it, how to make it and how to take it back.
/// Later steps read the ids of earlier ones through <see cref="RequiredId"/>.
/// </summary>
internal sealed class PlanStep
{
    private string? _settledId;

    /// <summary>Unique in its plan; the value of the resource's tag <c>privateapi:step</c> where it can be tagged.</summary>
    public required string Name { get; init; }

    /// <summary>What making it does, as an order: <c>Create the VPC 10.0.0.0/16</c>. Shown by -WhatIf and as progress.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// Looks for it, whoever made it, by step tag where it has one; null when it is not there. Throws
    /// <c>ParameterMismatch</c> when it is there with other parameters. What it finds is never taken back.
    /// </summary>
    public required Func<CancellationToken, Task<string?>> Find { get; init; }

    /// <summary>The mark that its resource is born with; null for what carries none.</summary>
    public RunMark? Run { get; init; }

    /// <summary>
    /// Looks for what this run made, by its mark (<see cref="RunMark"/>), client token or parts that carry the mark: the
    /// only way in which a resource whose answer got lost becomes this run's to take back. Null where nothing tells
    /// whose it is, and for a setting, which goes with what it belongs to. By default the one of <see cref="FindAll"/> that
    /// carries <see cref="Run"/>.
    /// </summary>
    public Func<CancellationToken, Task<string?>>? FindOwn
    {
        get => field ?? (Run is { } run && FindAll is { } findAll ? async stop => PlanCandidate.MadeBy(run, await findAll(stop))?.Id : null);
        init;
    }

    /// <summary>
    /// All that are there under the name, own and others', where AWS takes several of a name (a VPC, a REST API): the plan
    /// looks whether another run made the same, and all but one give way (<see cref="PlanAgreement"/>). Null where AWS refuses a second.
    /// </summary>
    public Func<CancellationToken, Task<IReadOnlyList<PlanCandidate>>>? FindAll { get; init; }

    /// <summary>
    /// How long the preferred one of <see cref="FindAll"/> has to stay so before anything is put into it: true asks for
    /// this run's own, false for another run's. Null where AWS itself takes only one in its place.
    /// </summary>
    public Func<bool, TimeSpan>? Hold { get; init; }

    /// <summary>
    /// Deletes this run's own at once, and says false where AWS refuses because something is in it by now. Null where AWS
    /// deletes it with all that is in it: then <see cref="Undo"/> does.
    /// </summary>
    public Func<string, CancellationToken, Task<bool>>? Discard { get; init; }

    /// <summary>
    /// True for a change that two runs should not both make although AWS would let them (a definition, a deployment): a run
    /// that sees another one at the same work waits a while for that one to make it.
    /// </summary>
    public bool IsLeftToOthers { get; init; }

    /// <summary>
    /// Makes it and returns its id once it can be used. A refusal because it is there already
    /// (<see cref="Failure.IsThereAlready"/>) is left to the plan, which looks again.
    /// </summary>
    public required Func<CancellationToken, Task<string>> Create { get; init; }

    /// <summary>
    /// Takes it back, waiting until that is true and saying what it waits for; null for what goes with the thing it belongs to.
    /// </summary>
    public Func<string, IProgress<Notice>, CancellationToken, Task>? Undo { get; init; }

    /// <summary>The command that removes it by hand; null where <see cref="Undo"/> is null.</summary>
    public Func<string, CommandLine>? RemovalCommand { get; init; }

    /// <summary>The commands without which <see cref="RemovalCommand"/> would be refused at this point; null where there are none.</summary>
    public Func<IReadOnlyList<CommandLine>>? RemovalBefore { get; init; }

    /// <summary>The step without which this one cannot exist (a subnet's VPC); null for none.</summary>
    public PlanStep? Within { get; init; }

    /// <summary>What is known about it.</summary>
    public PlanStepState State { get; private set; }

    /// <summary>Its id; null while it is not there.</summary>
    public string? Id { get; private set; }

    /// <summary>Its id, for the steps that come after it.</summary>
    public string RequiredId => Id ?? throw new InvalidOperationException($"Step {Name} has no id yet.");

    /// <summary>True when nobody knows whether this run made it: its answer got lost, and it was not seen since.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>True when this run may build on it: no other run can be about to prefer another one.</summary>
    public bool IsSettled => Id is not null && _settledId == Id;

    /// <summary>True for the step itself and for all that cannot exist without it.</summary>
    public bool IsIn(PlanStep root) => this == root || Within?.IsIn(root) == true;

    /// <summary>Looks for it, unless what it belongs to is not there either.</summary>
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

    /// <summary>Remembers that it was there, or that another run made it: never this run's to take back.</summary>
    public void Found(string id)
    {
        Id = id;
        State = PlanStepState.Found;
    }

    /// <summary>Remembers that this run made it.</summary>
    public void Made(string id)
    {
        Id = id;
        State = PlanStepState.Created;
        IsInDoubt = false;
        Run?.Close(Name);
    }

    /// <summary>Remembers that the runs have settled on it.</summary>
    public void Settled() => _settledId = Id;

    /// <summary>Remembers that the answer to its making got lost.</summary>
    public void Doubted() => IsInDoubt = true;

    /// <summary>Remembers that it was taken back.</summary>
    public void Undone()
    {
        Id = null;
        State = PlanStepState.Absent;
        IsInDoubt = false;
    }
}
