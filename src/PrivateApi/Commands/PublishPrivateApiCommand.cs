using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Text;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Commands;

/// <summary>
/// Deploys an API to a stage or as its canary, changes the stage's settings, and records which policy is live there.
/// </summary>
[Cmdlet(VerbsData.Publish, "PrivateApi", DefaultParameterSetName = Deployed, SupportsShouldProcess = true)]
[OutputType(typeof(Stage))]
public sealed class PublishPrivateApiCommand : ApiCommand
{
    private const string Deployed = "Deploy";
    private const string Promoted = "Promote";
    private const string Abandoned = "Abandon";

    /// <summary>The stage; created if it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string StageName { get; set; } = string.Empty;

    /// <summary>A description of the deployment.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>Stage variables to set.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Variable { get; set; }

    /// <summary>Share of the stage's calls that the deployment gets as its canary, 0 to 100.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(0.0, 100.0)]
    public double? CanaryPercent { get; set; }

    /// <summary>Stage variables that have another value in the canary.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? CanaryVariable { get; set; }

    /// <summary>Makes the canary's deployment the stage's own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Promoted)]
    public SwitchParameter Promote { get; set; }

    /// <summary>Takes the canary away.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Abandoned)]
    public SwitchParameter Abandon { get; set; }

    /// <summary>Requests a second for each method of the stage.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(0.0, double.MaxValue)]
    public double? ThrottlingRateLimit { get; set; }

    /// <summary>Requests at once for each method of the stage.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(0, int.MaxValue)]
    public int? ThrottlingBurstLimit { get; set; }

    /// <summary>Seconds that answers to GET are kept; 0 for not at all.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateRange(0, 3600)]
    public int? CacheTtl { get; set; }

    /// <summary>Gigabytes of the stage's cache; Off for none.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ValidateSet("Off", "0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237")]
    public string? CacheClusterSize { get; set; }

    /// <summary>Settings of single methods.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? MethodSetting { get; set; }

    /// <summary>Where access logs go; empty for nowhere.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [AllowEmptyString]
    public string? AccessLogArn { get; set; }

    /// <summary>What a line of the access logs holds.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? AccessLogFormat { get; set; }

    /// <summary>Which calls execution logs hold.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ValidateSet("Off", "Error", "Info")]
    public string? LoggingLevel { get; set; }

    /// <summary>Whether execution logs hold whole requests and answers.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? DataTraceEnabled { get; set; }

    /// <summary>Whether CloudWatch gets metrics of each method.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? MetricsEnabled { get; set; }

    /// <summary>Whether X-Ray traces calls.</summary>
    [Parameter(ParameterSetName = Deployed)]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? TracingEnabled { get; set; }

    /// <summary>Changes the stage's settings alone and deploys nothing.</summary>
    [Parameter(ParameterSetName = Deployed)]
    public SwitchParameter NoDeployment { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == Deployed)
        {
            Deploy();
            return;
        }

        CanaryRevision? revision = Ask(RestApiId, (_, stop) => FindAsync(stop));
        if (revision is not null && ShouldProcess($"{revision.Api.Name} ({revision.Api.Id}), stage {StageName}", revision.Action()))
        {
            Emit(RestApiId, (progress, stop) => new CanaryRelease(Session).ApplyAsync(revision, progress, stop));
        }
    }

    private async Task<CanaryRevision> FindAsync(CancellationToken stop)
    {
        await RequireSameConnectionAsync(InputObject, stop);
        return await new CanaryRelease(Session).FindAsync(RestApiId, StageName, Promote, stop);
    }

    private void Deploy()
    {
        StageRevision? revision = Ask(
            RestApiId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new StageUpdate(Session).PlanAsync(Spec(), progress, stop);
            }
        );
        if (revision is { IsNothing: true })
        {
            WriteVerbose(VisibleText.Escaped($"Stage {StageName} of API {RestApiId} already has these settings."));
        }

        if (revision is not null && (revision.IsNothing || ShouldProcess(revision.Target, revision.Action())))
        {
            Emit(RestApiId, (progress, stop) => new StageUpdate(Session).ApplyAsync(revision, progress, stop));
        }
    }

    private StageSpec Spec() =>
        new()
        {
            RestApiId = RestApiId,
            StageName = StageName,
            IsWithoutDeployment = NoDeployment,
            Description = Description,
            Variables = Variable is null ? null : TagArgument.Read(Variable),
            CanaryPercent = CanaryPercent,
            CanaryVariables = CanaryVariable is null ? null : TagArgument.Read(CanaryVariable),
            Methods = StageArguments.Methods(
                new MethodChange
                {
                    ThrottlingRateLimit = ThrottlingRateLimit,
                    ThrottlingBurstLimit = ThrottlingBurstLimit,
                    CacheTtl = CacheTtl,
                    LoggingLevel = LoggingLevel,
                    DataTrace = DataTraceEnabled,
                    Metrics = MetricsEnabled,
                },
                MethodSetting
            ),
            AccessLogArn = MyInvocation.BoundParameters.ContainsKey(nameof(AccessLogArn)) ? AccessLogArn : null,
            AccessLogFormat = AccessLogFormat,
            TracingEnabled = TracingEnabled,
            CacheClusterSize = CacheClusterSize,
        };
}
