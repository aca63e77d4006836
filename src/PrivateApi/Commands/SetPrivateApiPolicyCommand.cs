using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Sets the resource policy of an API or edits it, and deploys it with a stage.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApiPolicy", SupportsShouldProcess = true, DefaultParameterSetName = Replace)]
[OutputType(typeof(ApiPolicy))]
public sealed class SetPrivateApiPolicyCommand : ApiCommand, ITemplateArguments
{
    private const string Replace = "Replace";
    private const string Edit = "Edit";

    /// <summary>The policy: JSON text, the path of a file, or an object.</summary>
    [Parameter(Position = 1, ParameterSetName = Replace)]
    public object? Policy { get; set; }

    /// <summary>The template, by name: a general form, or one of AWS's examples for APIs.</summary>
    [Parameter(ParameterSetName = Replace)]
    public PolicyTemplate Template { get; set; }

    /// <summary>VPC endpoints whose callers may call.</summary>
    [Parameter(ParameterSetName = Replace)]
    [VpcEndpointIdArgument(KeepsOwner = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^(arn:[^:]+:ec2:[^:]+:[0-9]{12}:vpc-endpoint/)?vpce-[0-9a-f]+$")]
    public string[] SourceVpce { get; set; } = [];

    /// <summary>VPCs whose callers may call.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-[0-9a-f]+$")]
    public string[] SourceVpc { get; set; } = [];

    /// <summary>Address ranges inside the VPC that may call.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotEmpty]
    public string[] SourceIp { get; set; } = [];

    /// <summary>Accounts (or ARNs of users and roles) that may call; the methods need AWS_IAM.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ValidatePattern("^([0-9]{12}|arn:.+)$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] AccountId { get; set; } = [];

    /// <summary>Organizations whose accounts may call; the methods need AWS_IAM.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ValidatePattern("^o-[a-z0-9]+$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] OrganizationId { get; set; } = [];

    /// <summary>Methods that the policy applies to; none means every method.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [ValidateNotEmpty]
    public string[] Method { get; set; } = [];

    /// <summary>Paths that the policy applies to, with wildcards; none means every path.</summary>
    [Parameter(ParameterSetName = Replace)]
    [ArgumentCompleter(typeof(PathCompleter))]
    [ValidateNotEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Denies the sources named and allows all others.</summary>
    [Parameter(ParameterSetName = Replace)]
    public SwitchParameter Deny { get; set; }

    /// <summary>VPC endpoints to let in; everything else in the policy stays.</summary>
    [Parameter(ParameterSetName = Edit)]
    [VpcEndpointIdArgument(KeepsOwner = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^(arn:[^:]+:ec2:[^:]+:[0-9]{12}:vpc-endpoint/)?vpce-[0-9a-f]+$")]
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

    /// <summary>A statement to add, or several: JSON text, the path of a file, or an object.</summary>
    [Parameter(ParameterSetName = Edit)]
    [ValidateNotNull]
    public object? AddStatement { get; set; }

    /// <summary>Sids of statements to remove.</summary>
    [Parameter(ParameterSetName = Edit)]
    [ArgumentCompleter(typeof(PolicySidCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] RemoveSid { get; set; } = [];

    /// <summary>Deploys it to this stage; until it is deployed a policy has no effect.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <summary>Do not ask if the policy allows somebody who was denied, and accept a policy that has errors.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        PolicyUpdate? update = Ask(
            RestApiId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                ApiSpec.CheckStage(StageName, null);
                NamedEndpoints named = await NamedEndpoints.ReadAsync(Session, [.. SourceVpce, .. AddSourceVpce], stop);
                ApiPolicies policies = new(Session, named.Foreign);
                return await (
                    ParameterSetName == Edit
                        ? policies.EditAsync(RestApiId, Edits(), StageName, Force, progress, stop)
                        : policies.CompareAsync(RestApiId, Wanted(), StageName, Force, progress, stop)
                );
            }
        );
        if (update is not null && (update.IsNothing || Approved(update)))
        {
            Emit(RestApiId, (progress, stop) => new ApiPolicies(Session).ApplyAsync(update, progress, stop));
        }
    }

    private PolicyDocument Wanted() =>
        PolicyArgument.Choice(SessionState, Policy, this).Resolve()
        ?? throw new PrivateApiException(
            "PolicyRequired",
            FaultKind.InvalidArgument,
            "Name a policy with -Policy, or who may call with -SourceVpce, -SourceVpc, -SourceIp, -AccountId or -OrganizationId. "
                + "To change the policy that the API has, use -AddSourceVpce and the other parameters that begin with Add or Remove.",
            RestApiId
        );

    private PolicyEdits Edits() =>
        new()
        {
            AddSourceVpce = [.. AddSourceVpce.Select(text => NamedEndpoint.Read(text).VpcEndpointId)],
            AddSourceVpc = AddSourceVpc,
            RemoveSourceVpce = RemoveSourceVpce,
            RemoveSourceVpc = RemoveSourceVpc,
            AddStatement = AddStatement is null ? [] : [PolicyArgument.Statement(SessionState, AddStatement)],
            RemoveSid = RemoveSid,
        };

    private bool Approved(PolicyUpdate update) =>
        ShouldProcess(update.Describe(), update.Describe(), "Set resource policy")
        && (!update.Widens || ApproveHigh(update.Describe(), "This policy allows callers that the current one denies", Force));
}
