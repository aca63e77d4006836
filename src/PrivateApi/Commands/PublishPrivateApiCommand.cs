using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Provisioning.ApiPlans;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Commands;

/// <summary>Deploys an API to a stage and records which policy is live there.</summary>
[Cmdlet(VerbsData.Publish, "PrivateApi", SupportsShouldProcess = true)]
[OutputType(typeof(Stage))]
public sealed class PublishPrivateApiCommand : ApiCommand
{
    /// <summary>The stage; created if it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string StageName { get; set; } = string.Empty;

    /// <summary>A description of the deployment.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>Stage variables to set.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Variable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RestApi? api = Ask(
            RestApiId,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new Publisher(Session).CheckAsync(RestApiId, StageName, stop);
            }
        );
        if (api is not null && ShouldProcess($"{api.Name} ({api.Id})", $"Deploy to stage {StageName}"))
        {
            IReadOnlyDictionary<string, string>? variables = Variable is null ? null : TagArgument.Read(Variable);
            Emit(
                RestApiId,
                (progress, stop) => new Publisher(Session).PublishAsync(RestApiId, StageName, Description, variables, progress, stop)
            );
        }
    }
}
