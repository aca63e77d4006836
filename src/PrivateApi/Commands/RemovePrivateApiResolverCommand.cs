using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.ResolverPlans;

namespace PrivateApi.Commands;

/// <summary>Removes resolvers with their rules and the security groups created for them, and waits until they are gone.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "PrivateApiResolver",
    DefaultParameterSetName = "Id",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
public sealed class RemovePrivateApiResolverCommand : AwsCommand
{
    /// <summary>Ids of the Resolver endpoints.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ResourceIdArgument("ResolverEndpointId")]
    [ArgumentCompleter(typeof(ResolverEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ResolverEndpointId { get; set; } = [];

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ParameterSetName = "Id", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [ArgumentCompleter(typeof(ResolverNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in ResolverEndpointId)
        {
            Remove(id, isSeen: InputObject is not null);
        }

        foreach (string name in Name)
        {
            foreach (ResolverTarget found in Ask(name, (_, stop) => ResolverSelection.FindForRemovalAsync(Session, name, stop)) ?? [])
            {
                if (found.ResolverEndpointId is { } id)
                {
                    Remove(id, isSeen: true);
                }
                else
                {
                    Remove(found);
                }
            }
        }
    }

    private void Remove(string id, bool isSeen)
    {
        ResolverTarget? target = AskSeen(
            isSeen,
            id,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new ResolverRemoval(Session).CheckAsync(id, stop);
            }
        );
        if (target is not null)
        {
            Remove(target);
        }
    }

    private void Remove(ResolverTarget target)
    {
        if (ApproveRemoval(target.ToString(), Force, stop => new ResolverRemoval(Session).SurveyAsync(target, stop)))
        {
            Call(target.ToString(), (progress, stop) => new ResolverRemoval(Session).RemoveAsync(target, progress, stop));
        }
    }
}
