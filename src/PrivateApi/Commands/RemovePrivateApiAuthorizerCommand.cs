using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.AuthorizerPlans;

namespace PrivateApi.Commands;

/// <summary>Removes authorizers that no method uses.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "PrivateApiAuthorizer",
    DefaultParameterSetName = "Id",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
public sealed class RemovePrivateApiAuthorizerCommand : AwsCommand
{
    /// <summary>The API.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The authorizer's id.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorizerIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string AuthorizerId { get; set; } = string.Empty;

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [ArgumentCompleter(typeof(AuthorizerNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask. An authorizer in use is refused all the same.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that the ids came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Id")
        {
            Remove(AuthorizerId, InputObject is not null);
            return;
        }

        foreach (string name in Name)
        {
            foreach (Authorizer found in Ask(name, (_, stop) => AuthorizerSelection.FindAsync(Session, RestApiId, name, stop)) ?? [])
            {
                Remove(found.AuthorizerId, isSeen: true);
            }
        }
    }

    private void Remove(string id, bool isSeen)
    {
        Authorizer? authorizer = AskSeen(
            isSeen,
            id,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await AuthorizerRemoval.CheckAsync(Session, RestApiId, id, stop);
            }
        );
        if (
            authorizer is not null
            && ApproveRemoval($"authorizer {authorizer.Name} ({id})", Force, _ => Task.FromResult(AuthorizerRemoval.Survey(authorizer)))
        )
        {
            Call(id, (progress, stop) => AuthorizerRemoval.RemoveAsync(Session, authorizer, progress, stop));
        }
    }
}
