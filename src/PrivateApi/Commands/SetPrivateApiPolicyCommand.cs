using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning.ApiPlans;

namespace PrivateApi.Commands;

/// <summary>Sets the resource policy of an API, and deploys it with a stage.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApiPolicy", SupportsShouldProcess = true)]
[OutputType(typeof(ApiPolicy))]
public sealed class SetPrivateApiPolicyCommand : ApiCommand, ITemplateArguments
{
    /// <summary>The policy: JSON text, the path of a file, or an object.</summary>
    [Parameter(Position = 1)]
    public object? Policy { get; set; }

    /// <summary>The template, by name: a general form, or one of AWS's examples for APIs.</summary>
    [Parameter]
    public PolicyTemplate Template { get; set; }

    /// <summary>VPC endpoints whose callers may call.</summary>
    [Parameter]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^vpce-[0-9a-f]+$")]
    public string[] SourceVpce { get; set; } = [];

    /// <summary>VPCs whose callers may call.</summary>
    [Parameter]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-[0-9a-f]+$")]
    public string[] SourceVpc { get; set; } = [];

    /// <summary>Address ranges inside the VPC that may call.</summary>
    [Parameter]
    public string[] SourceIp { get; set; } = [];

    /// <summary>Accounts (or ARNs of users and roles) that may call; the methods need AWS_IAM.</summary>
    [Parameter]
    [ValidatePattern("^([0-9]{12}|arn:.+)$")]
    public string[] AccountId { get; set; } = [];

    /// <summary>Organizations whose accounts may call; the methods need AWS_IAM.</summary>
    [Parameter]
    [ValidatePattern("^o-[a-z0-9]+$")]
    public string[] OrganizationId { get; set; } = [];

    /// <summary>Methods that the policy applies to; none means every method.</summary>
    [Parameter]
    public string[] Method { get; set; } = [];

    /// <summary>Paths that the policy applies to, with wildcards; none means every path.</summary>
    [Parameter]
    public string[] Path { get; set; } = [];

    /// <summary>Denies the sources named and allows all others.</summary>
    [Parameter]
    public SwitchParameter Deny { get; set; }

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
                PolicyDocument policy =
                    PolicyArgument.Choice(SessionState, Policy, this).Resolve()
                    ?? throw new PrivateApiException(
                        "PolicyRequired",
                        FaultKind.InvalidArgument,
                        "Name a policy with -Policy, or who may call with -SourceVpce, -SourceVpc, "
                            + "-SourceIp, -AccountId or -OrganizationId.",
                        RestApiId
                    );
                return await new ApiPolicies(Session).CompareAsync(RestApiId, policy, StageName, Force, progress, stop);
            }
        );
        if (update is not null && (update.IsNothing || Approved(update)))
        {
            Emit(RestApiId, (progress, stop) => new ApiPolicies(Session).ApplyAsync(update, progress, stop));
        }
    }

    private bool Approved(PolicyUpdate update) =>
        ShouldProcess(update.Describe(), update.Describe(), "Set resource policy")
        && (!update.Widens || ApproveHigh(update.Describe(), "This policy allows callers that the current one denies", Force));
}
