using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Commands;

/// <summary>Removes endpoints, with the security groups created for them, and waits until they are gone.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "PrivateApiEndpoint",
    DefaultParameterSetName = "Id",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
public sealed class RemovePrivateApiEndpointCommand : AwsCommand
{
    /// <summary>Ids of the endpoints.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ParameterSetName = "Id", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <summary>Names; wildcards are allowed and match only endpoints that have a name.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [ArgumentCompleter(typeof(EndpointNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask, and remove it even if REST APIs are still associated with it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcEndpointId)
        {
            Remove(id, isSeen: InputObject is not null);
        }

        foreach (string name in Name)
        {
            IReadOnlyList<Endpoint>? named = Ask(name, (_, stop) => EndpointSelection.FindForRemovalAsync(Session, name, stop));
            foreach (Endpoint found in named ?? [])
            {
                // A wildcard matches those that have a name; an id matches the one endpoint that has it.
                if (found.Name is not null || found.VpcEndpointId == name)
                {
                    Remove(found.VpcEndpointId, isSeen: true);
                }
            }

            // Looked for last: an endpoint that another command had begun to delete may have gone meanwhile.
            foreach (
                string vpcId in named is null
                    ? []
                    : Ask(name, (_, stop) => EndpointSelection.FindInterruptedAsync(Session, name, stop)) ?? []
            )
            {
                if (
                    ApproveRemoval(
                        $"endpoint {name} (what is left of it, in {vpcId})",
                        Force,
                        stop => Removal().SurveyRestAsync(name, vpcId, stop)
                    )
                )
                {
                    Call(name, (progress, stop) => Removal().FinishAsync(name, vpcId, progress, stop));
                }
            }
        }
    }

    private void Remove(string id, bool isSeen)
    {
        Endpoint? endpoint = AskSeen(
            isSeen,
            id,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await Removal().CheckAsync(id, Force, stop);
            }
        );
        string shown = endpoint?.Name is { } name ? $"{name} ({id})" : $"{id} (not created by this module)";
        if (endpoint is not null && ApproveRemoval($"endpoint {shown}", Force, stop => Removal().SurveyAsync(endpoint, stop)))
        {
            Call(id, (progress, stop) => Removal().RemoveAsync(endpoint, progress, stop));
        }
    }

    private EndpointRemoval Removal() => new(Session, ProbeRemovals.On(Session));
}
