using System.Management.Automation;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Takes a stage back to an earlier deployment, with the policy that it took along.</summary>
[Cmdlet(VerbsData.Restore, "PrivateApi", DefaultParameterSetName = ById, SupportsShouldProcess = true)]
[OutputType(typeof(Stage))]
public sealed class RestorePrivateApiCommand : ApiCommand
{
    private const string ById = "DeploymentId";
    private const string ByOrder = "Previous";

    /// <summary>The stage.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string StageName { get; set; } = string.Empty;

    /// <summary>The deployment to go back to.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DeploymentIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string DeploymentId { get; set; } = string.Empty;

    /// <summary>Goes back to the deployment that was made before the one that the stage serves.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByOrder)]
    public SwitchParameter Previous { get; set; }

    /// <summary>Leaves a canary of the stage as it is; without it such a stage is refused.</summary>
    [Parameter]
    public SwitchParameter KeepCanary { get; set; }

    /// <summary>Does not ask if another policy takes effect.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        StageRestoration? change = Ask(
            RestApiId,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new StageRestore(Session).PlanAsync(RestApiId, StageName, Previous ? null : DeploymentId, KeepCanary, stop);
            }
        );
        if (change is { IsNothing: true })
        {
            WriteVerbose(VisibleText.Escaped($"Stage {StageName} of API {RestApiId} serves deployment {change.To.Id} already."));
        }

        if (change is not null && (change.IsNothing || Approved(change)))
        {
            Emit(RestApiId, (progress, stop) => new StageRestore(Session).ApplyAsync(change, progress, stop));
        }
    }

    private bool Approved(StageRestoration change) =>
        ShouldProcess(change.Describe(), change.Describe(), "Restore a stage")
        && (!change.ChangesPolicy || ApproveHigh(change.Describe(), "Another policy takes effect, which may let in others", Force));
}
