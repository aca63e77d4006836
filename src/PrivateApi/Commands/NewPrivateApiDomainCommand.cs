using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Creates a private custom domain name with its policy, base paths, associations and record, and waits until it works.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiDomain", SupportsShouldProcess = true)]
[OutputType(typeof(Domain))]
public sealed class NewPrivateApiDomainCommand : AwsCommand
{
    private readonly List<MappingSpec> _mappings = [];
    private readonly List<string> _endpoints = [];
    private bool _isAsked;

    /// <summary>The name, and its identity: the same command again returns what exists and completes what is missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string DomainName { get; set; } = string.Empty;

    /// <summary>The API that a base path leads to; several may be piped.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    public string? RestApiId { get; set; }

    /// <summary>The stage of that API; without it the only one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    public string? StageName { get; set; }

    /// <summary>The base path that leads to it; without one the root.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? BasePath { get; set; }

    /// <summary>Routing rules: hashtables with Priority, BasePath, Header, RestApiId, StageName, StripBasePath.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotEmpty]
    public IDictionary[] RoutingRule { get; set; } = [];

    /// <summary>What is looked at: base paths, routing rules, or rules first.</summary>
    [Parameter]
    [ValidateSet("BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING")]
    public string? RoutingMode { get; set; }

    /// <summary>Its certificate; without one the fitting one of Certificate Manager.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidatePattern("^arn:[^:]+:acm:")]
    public string? CertificateArn { get; set; }

    /// <summary>VPC endpoints to associate with it; several may be piped. Without any those of a piped API.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint", "AssociatedVpcEndpointId")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>Who may call it: JSON text, the path of a file, or an object.</summary>
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

    /// <summary>Other accounts that may associate their endpoints with it.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] ShareWithAccountId { get; set; } = [];

    /// <summary>VPCs in which it is to resolve; without any those of the endpoints.</summary>
    [Parameter]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>Make no hosted zone and no record.</summary>
    [Parameter]
    public SwitchParameter NoRecord { get; set; }

    /// <summary>Tags of the name and the associations, sent in the create calls.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <summary>Accepts a policy that has errors.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return before calls get through.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How long each wait may take, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 86400)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 1800;

    /// <summary>The object that the ids came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? name = Ask(
            DomainName,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return DomainName;
            }
        );
        _isAsked |= name is not null;
        _endpoints.AddRange(VpcEndpointId);
        _mappings.AddRange(string.IsNullOrEmpty(RestApiId) ? [] : [Mapping()]);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A pipeline that brings nothing (because creating the API failed) asks for nothing.
        Plan? plan =
            _isAsked && !HasFailed ? Ask(DomainName, (progress, stop) => DomainPlan.MakeAsync(Session, Spec(), progress, stop)) : null;
        if (plan is not null && Approve(plan))
        {
            Emit(
                DomainName,
                async (progress, stop) =>
                {
                    await plan.ApplyAsync(progress, stop);
                    return await new Domains(Session).GetAsync(plan.Target, plan.Steps[0].RequiredId, progress, stop);
                }
            );
        }
    }

    private MappingSpec Mapping() => new(BasePath?.Trim('/') ?? string.Empty, RestApiId ?? string.Empty, StageName);

    private DomainSpec Spec() =>
        new()
        {
            Name = DomainName.TrimEnd('.').ToLowerInvariant(),
            CertificateArn = CertificateArn,
            Policy = PolicyArgument.Choice(SessionState, Policy, SourceVpce, SourceVpc).Resolve(),
            RoutingMode = RoutingMode,
            Mappings = _mappings.Count == 0 && (BasePath ?? StageName) is not null ? [Mapping()] : _mappings,
            Rules = [.. RoutingRule.Select(RoutingRuleArgument.Read)],
            VpcEndpointIds = [.. _endpoints.Distinct()],
            VpcIds = VpcId,
            MakesRecord = !NoRecord,
            ShareWithAccounts = ShareWithAccountId,
            Tags = TagArgument.Read(Tag),
            Force = Force,
            Wait = !NoWait,
            TimeOut = TimeSpan.FromSeconds(TimeoutSec),
        };
}
