using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Changes API keys and the limits and stages of their usage plan.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApiKey", SupportsShouldProcess = true)]
[OutputType(typeof(ApiKeyInfo))]
public sealed class SetPrivateApiKeyCommand : UsageLimitCommand
{
    /// <summary>Ids of the keys.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("KeyId")]
    [ResourceIdArgument("ApiKeyId")]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>The usage plan to change; without it the key's only one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(UsagePlanIdCompleter))]
    [ValidateNotEmpty(AllowsNull = true)]
    public string? UsagePlanId { get; set; }

    /// <summary>Whether the key is to work.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? Enabled { get; set; }

    /// <summary>Take the plan's rate and burst away.</summary>
    [Parameter]
    public SwitchParameter NoThrottle { get; set; }

    /// <summary>Take the plan's quota away.</summary>
    [Parameter]
    public SwitchParameter NoQuota { get; set; }

    /// <summary>Methods whose own limits to take away, for instance <c>GET /pets</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LimitedMethodCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] RemoveMethodThrottle { get; set; } = [];

    /// <summary>Stages to put into the plan, as RestApiId/StageName.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiStageCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] AddStage { get; set; } = [];

    /// <summary>Stages to take out of the plan, as RestApiId/StageName.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlanStageCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] RemoveStage { get; set; } = [];

    /// <summary>Requests more that the key may make in the current period.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? ExtendQuota { get; set; }

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in ApiKeyId)
        {
            KeyModification? change = Ask(
                id,
                async (progress, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    return await new KeyUpdate(Session).PlanAsync(id, Wanted(), progress, stop);
                }
            );
            if (change is not null && (change.IsEmpty || ShouldProcess($"API key {id}", string.Join("; ", change.Descriptions))))
            {
                Emit(id, (progress, stop) => ApplyAsync(change, progress, stop));
            }
        }
    }

    private async Task<IReadOnlyList<ApiKeyInfo>> ApplyAsync(
        KeyModification change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        await new KeyUpdate(Session).ApplyAsync(change, progress, stop);
        return await new ApiKeys(Session).GetAsync(change.ApiKeyId, new KeyQuestion { UsagePlanId = change.UsagePlanId }, progress, stop);
    }

    private KeyChange Wanted() =>
        new()
        {
            UsagePlanId = UsagePlanId,
            Enabled = Enabled,
            Limits = Limits(),
            NoThrottle = NoThrottle,
            NoQuota = NoQuota,
            RemoveMethodThrottles = MethodThrottleArgument.ReadNames(RemoveMethodThrottle),
            AddStages = AddStage,
            RemoveStages = RemoveStage,
            ExtendQuota = ExtendQuota,
        };
}
