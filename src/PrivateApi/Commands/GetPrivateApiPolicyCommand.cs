using System.Management.Automation;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;

namespace PrivateApi.Commands;

/// <summary>Gets the resource policy of an API: the current one, or with a stage the one that is deployed there.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiPolicy")]
[OutputType(typeof(ApiPolicy))]
public sealed class GetPrivateApiPolicyCommand : ApiCommand
{
    /// <summary>The stage whose deployed policy is wanted.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    public string? StageName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Emit(
            RestApiId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                ApiPolicies policies = new(Session);
                return string.IsNullOrEmpty(StageName)
                    ? await policies.CurrentAsync(RestApiId, stop)
                    : await policies.DeployedAsync(RestApiId, StageName, progress, stop);
            }
        );
}
