using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Gets API keys with their usage plans and what they used.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiKey", DefaultParameterSetName = "Name")]
[OutputType(typeof(ApiKeyInfo))]
public sealed class GetPrivateApiKeyCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ArgumentCompleter(typeof(ApiKeyNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of keys.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("KeyId")]
    [ResourceIdArgument("ApiKeyId")]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>Only keys for this API.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ResourceIdArgument("RestApiId", "Id")]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    public string? RestApiId { get; set; }

    /// <summary>Only keys for this stage.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    public string? StageName { get; set; }

    /// <summary>Only keys in this usage plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(UsagePlanIdCompleter))]
    [ValidateNotEmpty(AllowsNull = true)]
    public string? UsagePlanId { get; set; }

    /// <summary>The first day of the usage, UTC; without it the first of the quota's current period.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? StartDate { get; set; }

    /// <summary>The last day of the usage, UTC; without it today.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? EndDate { get; set; }

    /// <summary>Return the key as text too, in the property Value.</summary>
    [Parameter]
    public SwitchParameter ShowValue { get; set; }

    /// <summary>The object that the ids came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        KeyQuestion question = new()
        {
            RestApiId = RestApiId,
            StageName = StageName,
            UsagePlanId = UsagePlanId,
            ShowValue = ShowValue,
            Period = new KeyPeriod(Day(StartDate), Day(EndDate)),
        };
        foreach (string target in ParameterSetName == "Id" ? ApiKeyId : Name)
        {
            Emit(
                target,
                async (progress, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    return ParameterSetName == "Id"
                        ? await new ApiKeys(Session).GetAsync(target, question, progress, stop)
                        : await KeySelection.FindAsync(Session, target, question, progress, stop);
                }
            );
        }
    }

    private static DateOnly? Day(DateTime? date) => date is { } given ? DateOnly.FromDateTime(given) : null;
}
