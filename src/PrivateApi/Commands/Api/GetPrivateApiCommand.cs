using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Commands;

/// <summary>Gets private REST APIs with their policy, stages and addresses.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApi", DefaultParameterSetName = "Name")]
[OutputType(typeof(Api))]
public sealed class GetPrivateApiCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids; of APIs of every endpoint type.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [RestApiIdArgument]
    [ValidateNotNullOrEmpty]
    public string[] RestApiId { get; set; } = [];

    /// <summary>Regional and edge-optimized APIs too.</summary>
    [Parameter(ParameterSetName = "Name")]
    public SwitchParameter IncludePublic { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in RestApiId)
        {
            Emit(id, (notices, stop) => new Apis(Session).GetAsync(id, notices, stop));
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            Emit(name, async (notices, stop) =>
            {
                WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                IReadOnlyList<Api> found = await new Apis(Session).ListAsync(pattern.IsMatch, IncludePublic, notices, stop).ConfigureAwait(false);
                return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
                    ? found
                    : throw new PrivateApiException("ApiNotFound", FaultKind.NotFound, $"There is no {(IncludePublic ? string.Empty : "private ")}API called '{name}' in {Session.Region}.", name);
            });
        }
    }
}
