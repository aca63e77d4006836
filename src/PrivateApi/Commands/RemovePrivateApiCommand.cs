using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Removes private APIs, with all their stages.</summary>
[Cmdlet(VerbsCommon.Remove, "PrivateApi", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemovePrivateApiCommand : AwsCommand
{
    /// <summary>Ids of the APIs.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RestApiIds")]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [RestApiIdArgument]
    [ValidateNotNullOrEmpty]
    public string[] RestApiId { get; set; } = [];

    /// <summary>Names; wildcards are allowed and match only private APIs.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [ArgumentCompleter(typeof(ApiNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that RestApiId came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ParameterSetName = "Id", ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in RestApiId)
        {
            RestApi? api = AskSeen(
                InputObject is not null,
                id,
                async (_, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    return await ApiRemoval.CheckAsync(Session, id, stop);
                }
            );
            Remove(api);
        }

        foreach (string name in Name)
        {
            foreach (RestApi api in Ask(name, (_, stop) => NamedAsync(name, stop)) ?? [])
            {
                Remove(api);
            }
        }
    }

    private async Task<IReadOnlyList<RestApi>> NamedAsync(string name, CancellationToken stop)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return WildcardPattern.ContainsWildcardCharacters(name)
            ? await new Apis(Session).ListRestApisAsync(api => Apis.IsPrivate(api) && pattern.IsMatch(api.Name), stop)
            : [await new Apis(Session).GetByNameAsync(WildcardPattern.Unescape(name), stop)];
    }

    private void Remove(RestApi? api)
    {
        if (
            api is not null
            && ApproveRemoval($"private API {api.Name} ({api.Id})", Force, stop => ApiRemoval.SurveyAsync(Session, api.Id, stop))
        )
        {
            Call(api.Id, (progress, stop) => ApiRemoval.RemoveAsync(Session, api.Id, progress, stop));
        }
    }
}
