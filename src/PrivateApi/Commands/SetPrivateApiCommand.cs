using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Changes an API's definition, its endpoints or its default host; its policy and tags stay.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApi", SupportsShouldProcess = true)]
[OutputType(typeof(Api))]
public sealed class SetPrivateApiCommand : ApiCommand
{
    /// <summary>The new definition: the path of a JSON or YAML file, its text, or an object.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public object? OpenApi { get; set; }

    /// <summary>Whether methods that the definition does not have are removed (Overwrite) or stay (Merge).</summary>
    [Parameter]
    [ValidateSet("Overwrite", "Merge")]
    public string Mode { get; set; } = "Overwrite";

    /// <summary>The complete set of VPC endpoints to be associated with.</summary>
    [Parameter]
    [Alias("VpcEndpointIds")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [AllowEmptyCollection]
    public string[]? VpcEndpointId { get; set; }

    /// <summary>Whether the API's default host answers no more; it takes effect once deployed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? DisableExecuteApiEndpoint { get; set; }

    /// <summary>Deploys what changed to this stage; what is live there already is not deployed again.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ApiRevision? revision = Ask(
            RestApiId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                ApiDefinitionDocument? document = OpenApi is null ? null : Definitions.Read(Session, SessionState, null, OpenApi, progress);
                return await new ApiUpdate(Session).PlanAsync(
                    RestApiId,
                    document,
                    Mode == "Overwrite",
                    VpcEndpointId,
                    DisableExecuteApiEndpoint,
                    StageName,
                    progress,
                    stop
                );
            }
        );
        if (revision is null)
        {
            return;
        }

        if (revision.IsNothing)
        {
            WriteVerbose(VisibleText.Escaped($"API {RestApiId} already has these settings."));
        }
        else if (!ShouldProcess(revision.Describe(), revision.Describe(), "Change private API"))
        {
            return;
        }

        Emit(RestApiId, (progress, stop) => new ApiUpdate(Session).ApplyAsync(revision, progress, stop));
    }
}
