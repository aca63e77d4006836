using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;
using PrivateApi.Provisioning.KeyPlans;

namespace PrivateApi.Commands;

/// <summary>Removes API keys, with the usage plans made for them that no other key is in.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "PrivateApiKey",
    DefaultParameterSetName = "Id",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
public sealed class RemovePrivateApiKeyCommand : AwsCommand
{
    /// <summary>Ids of the keys.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("KeyId")]
    [ResourceIdArgument("ApiKeyId")]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ParameterSetName = "Id", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [ArgumentCompleter(typeof(ApiKeyNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask, and remove keys that New-PrivateApiKey did not make.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private KeyRemoval Removal => new(Session);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in ApiKeyId)
        {
            Remove(id, isSeen: InputObject is not null);
        }

        foreach (string name in Name)
        {
            foreach (string id in Ask(name, (_, stop) => KeySelection.IdsAsync(Session, name, stop)) ?? [])
            {
                Remove(id, isSeen: true);
            }

            foreach (UsagePlan plan in HasFailed ? [] : Ask(name, (_, stop) => Removal.FindLeftAsync(name, stop)) ?? [])
            {
                string what = $"usage plan {plan.Name} ({plan.Id}), left without its key";
                if (ApproveRemoval(what, Force, _ => Task.FromResult<IReadOnlyList<string>>([what])))
                {
                    Call(name, (progress, stop) => Removal.DeletePlanAsync(plan, progress, stop));
                }
            }
        }
    }

    private void Remove(string id, bool isSeen)
    {
        ApiKey? key = AskSeen(
            isSeen,
            id,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await Removal.CheckAsync(id, Force, stop);
            }
        );
        if (key is not null && ApproveRemoval($"API key {key.Name} ({id})", Force, stop => Removal.SurveyAsync(key, stop)))
        {
            Call(id, (progress, stop) => Removal.RemoveAsync(key, progress, stop));
        }
    }
}
