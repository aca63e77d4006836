using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Creates a private API from an OpenAPI definition, private from the start, with policy and endpoints.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApi", SupportsShouldProcess = true, DefaultParameterSetName = "OpenApi")]
[OutputType(typeof(Api))]
public sealed class NewPrivateApiCommand : AwsCommand
{
    private readonly List<string> _endpoints = [];
    private bool _isAsked;
    private bool _refused;

    /// <summary>The API's name, and its identity: the same command again returns what exists and completes what is missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The definition: the path of a JSON or YAML file, its text, or an object.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "OpenApi")]
    [ValidateNotNull]
    public object OpenApi { get; set; } = string.Empty;

    /// <summary>A ready-made definition instead of one of your own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sample")]
    [ValidateSet(PetStoreSample.Name)]
    public string? Sample { get; set; }

    /// <summary>VPC endpoints to associate it with, also another account's; several may be piped.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument(KeepsOwner = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The resource policy: JSON text, the path of a file, or an object.</summary>
    [Parameter]
    public object? Policy { get; set; }

    /// <summary>Everybody through these VPC endpoints, and nobody else.</summary>
    [Parameter]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^vpce-[0-9a-f]+$")]
    public string[] SourceVpce { get; set; } = [];

    /// <summary>Everybody in these VPCs, and nobody else.</summary>
    [Parameter]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-[0-9a-f]+$")]
    public string[] SourceVpc { get; set; } = [];

    /// <summary>Deploys it to this stage.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <summary>A description; without one the definition's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>Tags of the API, sent in the create call.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <summary>Accepts a policy that has errors.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that VpcEndpointId came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _isAsked = true;
        _endpoints.AddRange(VpcEndpointIdArgumentAttribute.WithOwner(VpcEndpointId, InputObject));
        _refused |= Ask(Name, CheckInputAsync) is null;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A pipeline that brings nothing (because creating the endpoint failed) asks for nothing.
        Plan? plan =
            _refused || !_isAsked
                ? null
                : Ask(
                    Name,
                    async (progress, stop) =>
                    {
                        NamedEndpoints named = await NamedEndpoints.ReadAsync(Session, _endpoints, stop);
                        ApiSpec spec = ApiSpec.Create(
                            Name,
                            Definitions.Read(Session, SessionState, Sample, OpenApi, progress),
                            named.Ids,
                            PolicyArgument.Choice(SessionState, Policy, SourceVpce, SourceVpc),
                            Description,
                            StageName,
                            TagArgument.Read(Tag),
                            progress,
                            Force
                        );
                        return await ApiPlan.MakeAsync(Session, spec with { ForeignEndpoints = named.Foreign }, progress, stop);
                    }
                );
        if (plan is not null && Approve(plan))
        {
            Emit(
                Name,
                async (progress, stop) =>
                {
                    await plan.ApplyAsync(progress, stop);
                    return await new Apis(Session).GetAsync(plan.Steps[0].RequiredId, progress, stop);
                }
            );
        }
    }

    // An endpoint may be another account's; its Region is checked with the others'.
    private async Task<string> CheckInputAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await RequireSameConnectionAsync(RowArguments.Resource(InputObject) is Endpoint ? null : InputObject, stop);
        return Name;
    }
}
