using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Gets private REST APIs with their policy, stages and addresses.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApi", DefaultParameterSetName = "Name")]
[OutputType(typeof(Api))]
public sealed class GetPrivateApiCommand : AwsCommand
{
    private const int IdLength = 10;

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ArgumentCompleter(typeof(ApiNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of APIs of any endpoint type.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RestApiIds")]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
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
            Emit(id, (progress, stop) => new Apis(Session).GetAsync(id, progress, stop));
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            Emit(name, (progress, stop) => NamedAsync(name, progress, stop));
        }
    }

    private async Task<IReadOnlyList<Api>> NamedAsync(string name, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        Apis apis = new(Session);
        IReadOnlyList<Api> found = await apis.ListAsync(
            WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch,
            IncludePublic,
            progress,
            stop
        );
        if (found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name))
        {
            return found;
        }

        // An id in place of a name, because people type it that way. A name that looks like an id takes precedence.
        return name.Length == IdLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            ? [await apis.GetAsync(name, progress, stop)]
            : throw new PrivateApiException(
                "ApiNotFound",
                FaultKind.NotFound,
                $"There is no {(IncludePublic ? string.Empty : "private ")}API called '{name}' in {Session.Region}.",
                name
            );
    }
}
