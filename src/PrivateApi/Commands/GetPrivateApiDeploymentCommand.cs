using System.Management.Automation;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Lists the deployments of an API, newest first, with what each changed and which stages serve it.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiDeployment")]
[OutputType(typeof(ApiDeployment))]
public sealed class GetPrivateApiDeploymentCommand : ApiCommand
{
    /// <summary>How many of the newest to read; none means all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int? Newest { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Emit(
            RestApiId,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new Deployments(Session).ReadAsync(RestApiId, Newest, stop);
            }
        );
}
