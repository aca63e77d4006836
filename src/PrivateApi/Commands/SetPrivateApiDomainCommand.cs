using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Policy.Editing;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Changes a private custom domain name: who may call it, with whom it is shared, its certificate and routing mode.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApiDomain", SupportsShouldProcess = true, DefaultParameterSetName = Edit)]
[OutputType(typeof(Domain))]
public sealed class SetPrivateApiDomainCommand : AwsCommand
{
    private const string Replace = "Replace";
    private const string Edit = "Edit";

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ResourceIdArgument("DomainName", "Name")]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string DomainName { get; set; } = string.Empty;

    /// <summary>Its id; without one the only private one of the name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? DomainNameId { get; set; }

    /// <summary>Who may call it from now on: JSON text, the path of a file, or an object.</summary>
    [Parameter(ParameterSetName = Replace)]
    public object? Policy { get; set; }

    /// <summary>From now on everybody through these VPC endpoints, and nobody else.</summary>
    [Parameter(ParameterSetName = Replace)]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^vpce-[0-9a-f]+$")]
    public string[] SourceVpce { get; set; } = [];

    /// <summary>From now on everybody in these VPCs, and nobody else.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-[0-9a-f]+$")]
    public string[] SourceVpc { get; set; } = [];

    /// <summary>VPC endpoints to let in; everything else in the policy stays.</summary>
    [Parameter(ParameterSetName = Edit)]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^vpce-[0-9a-f]+$")]
    public string[] AddSourceVpce { get; set; } = [];

    /// <summary>VPCs to let in; everything else in the policy stays.</summary>
    [Parameter(ParameterSetName = Edit)]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-[0-9a-f]+$")]
    public string[] AddSourceVpc { get; set; } = [];

    /// <summary>VPC endpoints to take out of the policy's lists.</summary>
    [Parameter(ParameterSetName = Edit)]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotEmpty]
    public string[] RemoveSourceVpce { get; set; } = [];

    /// <summary>VPCs to take out of the policy's lists.</summary>
    [Parameter(ParameterSetName = Edit)]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotEmpty]
    public string[] RemoveSourceVpc { get; set; } = [];

    /// <summary>Other accounts that may associate their endpoints from now on.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] ShareWithAccountId { get; set; } = [];

    /// <summary>Other accounts that may no longer associate their endpoints.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] StopSharingWithAccountId { get; set; } = [];

    /// <summary>The new certificate.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidatePattern("^arn:[^:]+:acm:")]
    public string? CertificateArn { get; set; }

    /// <summary>What is looked at: base paths, routing rules, or rules first.</summary>
    [Parameter]
    [ValidateSet("BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING")]
    public string? RoutingMode { get; set; }

    /// <summary>Do not ask if it opens the name to others, and accept a policy that has errors.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that the name came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DomainModification? change = Ask(
            DomainName,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new DomainUpdate(Session).PlanAsync(DomainName, DomainNameId, Change(), progress, stop);
            }
        );
        if (change is not null && (change.IsEmpty || Approved(change)))
        {
            Emit(
                DomainName,
                async (progress, stop) =>
                {
                    await new DomainUpdate(Session).ApplyAsync(change, progress, stop);
                    return await new Domains(Session).GetAsync(change.Name, change.Id, progress, stop);
                }
            );
        }
    }

    private bool Approved(DomainModification change) =>
        ShouldProcess(change.Describe(), change.Describe(), "Change the domain name")
        && (!change.Widens || ApproveHigh(change.Describe(), "This opens the name to others", Force));

    private DomainChange Change() =>
        new()
        {
            Policy = PolicyArgument.Choice(SessionState, Policy, SourceVpce, SourceVpc).Resolve(),
            Edits = new PolicyEdits
            {
                AddSourceVpce = AddSourceVpce,
                AddSourceVpc = AddSourceVpc,
                RemoveSourceVpce = RemoveSourceVpce,
                RemoveSourceVpc = RemoveSourceVpc,
            },
            ShareWithAccounts = ShareWithAccountId,
            StopSharingWithAccounts = StopSharingWithAccountId,
            CertificateArn = CertificateArn,
            RoutingMode = RoutingMode,
            Force = Force,
        };
}
