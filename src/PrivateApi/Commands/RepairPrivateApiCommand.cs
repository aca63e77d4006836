using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Makes the smallest set of changes after which a tested call gets through, or takes it back.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "PrivateApi", DefaultParameterSetName = "Repair", SupportsShouldProcess = true)]
[OutputType(typeof(RepairResult))]
public sealed class RepairPrivateApiCommand : AwsCommand
{
    /// <summary>The result of Test-PrivateApi.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Repair")]
    [FromDeserialized(typeof(TestResult))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TestResult? InputObject { get; set; }

    /// <summary>What an earlier run changed.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Undo")]
    [FromDeserialized(typeof(RepairResult))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public RepairResult? Repaired { get; set; }

    /// <summary>Take the changes back.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Undo")]
    public SwitchParameter Undo { get; set; }

    /// <summary>Prove the result with a call: from this machine, from the caller's place, or from the caller's instance.</summary>
    [Parameter(ParameterSetName = "Repair")]
    public CallVia Via { get; set; }

    /// <summary>The profile of the caller's account, to change both sides of a call between two accounts.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? CallerProfileName { get; set; }

    /// <summary>Do not ask, even where the changes open something.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using CallerSessions callers = new(this, CallerProfileName);
        RepairRun run = new(this, MyInvocation.BoundParameters.ContainsKey(nameof(Via)) ? Via : null, callers);
        if (Repaired is { } made)
        {
            run.Undo(made, Approved);
        }
        else
        {
            run.Repair(InputObject!, Approved);
        }
    }

    // What opens or closes something is asked about as a removal is.
    private bool Approved(string description, bool isWide) =>
        ShouldProcess(description, description, "Repair private API")
        && (!isWide || ApproveHigh(description, "These changes open or close more than this one call needs", Force));
}
