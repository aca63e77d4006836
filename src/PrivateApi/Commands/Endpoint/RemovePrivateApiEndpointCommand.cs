using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Commands;

/// <summary>Takes endpoints away, with the security groups made for them, and waits until that is true.</summary>
[Cmdlet(VerbsCommon.Remove, "PrivateApiEndpoint", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemovePrivateApiEndpointCommand : AwsCommand
{
    /// <summary>Ids of the endpoints.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The object that the id came from, to see that it is of this connection's account and Region.</summary>
    [Parameter(ParameterSetName = "Id", ValueFromPipeline = true)]
    public IAwsResource? InputObject { get; set; }

    /// <summary>Names; wildcards are allowed and mean only endpoints that have a name.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [ArgumentCompleter(typeof(EndpointNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask, and remove it although REST APIs are still associated with it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcEndpointId)
        {
            Remove(id);
        }

        foreach (string name in Name)
        {
            foreach (Endpoint found in Ask(name, (_, stop) => EndpointSelection.FindAsync(Session, null, name, stop)) ?? [])
            {
                // A wildcard means those that have a name; an id means the one endpoint that has it.
                if (found.Name is not null || found.VpcEndpointId == name)
                {
                    Remove(found.VpcEndpointId);
                }
            }
        }
    }

    private void Remove(string id)
    {
        Endpoint? endpoint = Ask(id, async (_, stop) =>
        {
            await RequireSameConnectionAsync(InputObject, stop).ConfigureAwait(false);
            return await Removal().CheckAsync(id, Force, stop).ConfigureAwait(false);
        });
        string shown = endpoint?.Name is { } name ? $"{name} ({id})" : $"{id} (not made by this module)";
        if (endpoint is not null && Approve(shown, "Remove endpoint", Force))
        {
            Call(id, (notices, stop) => Removal().RemoveAsync(endpoint, notices, stop));
        }
    }

    private EndpointRemoval Removal() => new(Session, ProbeRemovals.On(Session));
}
