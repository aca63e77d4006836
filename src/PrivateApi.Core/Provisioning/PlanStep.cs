namespace PrivateApi.Provisioning;

/// <summary>
/// One resource or setting that a plan wants to be there: how to find it, how to make it and how to take it back.
/// Later steps read the ids of earlier ones through <see cref="RequiredId"/>.
/// </summary>
internal sealed class PlanStep
{
    /// <summary>Unique in its plan; the value of the resource's tag <c>privateapi:step</c> where it can be tagged.</summary>
    public required string Name { get; init; }

    /// <summary>What making it does, as an order: <c>Create the VPC 10.0.0.0/16</c>. Shown by -WhatIf and as progress.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// Looks for it, by step tag where it has one; null when it is not there. Throws <c>ParameterMismatch</c> when it
    /// is there with other parameters.
    /// </summary>
    public required Func<CancellationToken, Task<string?>> Find { get; init; }

    /// <summary>Makes it and returns its id once it can be used.</summary>
    public required Func<CancellationToken, Task<string>> Create { get; init; }

    /// <summary>Takes it back, waiting until that is true; null for what goes with the thing it belongs to.</summary>
    public Func<string, CancellationToken, Task>? Undo { get; init; }

    /// <summary>The command that removes it by hand; null where <see cref="Undo"/> is null.</summary>
    public Func<string, string>? RemovalCommand { get; init; }

    /// <summary>The step without which this one cannot exist (a subnet's VPC); null for none.</summary>
    public PlanStep? Within { get; init; }

    /// <summary>What is known about it.</summary>
    public PlanStepState State { get; private set; }

    /// <summary>Its id; null while it is not there.</summary>
    public string? Id { get; private set; }

    /// <summary>Its id, for the steps that come after it.</summary>
    public string RequiredId => Id ?? throw new InvalidOperationException($"Step {Name} has no id yet.");

    /// <summary>Looks for it, unless what it belongs to is not there either.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        Id = Within is { State: PlanStepState.Absent } ? null : await Find(stop).ConfigureAwait(false);
        State = Id is null ? PlanStepState.Absent : PlanStepState.Found;
    }

    /// <summary>Remembers that this run made it.</summary>
    public void Made(string id)
    {
        Id = id;
        State = PlanStepState.Created;
    }

    /// <summary>Remembers that it was taken back.</summary>
    public void Undone()
    {
        Id = null;
        State = PlanStepState.Absent;
    }
}
