using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Commands;

/// <summary>Creates a policy from one of AWS's templates. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiPolicy")]
[OutputType(typeof(PolicyDocument))]
public sealed class NewPrivateApiPolicyCommand : PolicyCommand, ITemplateArguments
{
    /// <summary>The template, by name: a general form, or one of AWS's examples.</summary>
    [Parameter]
    public PolicyTemplate Template { get; set; }

    /// <summary>VPC endpoints whose callers may call.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointId", "VpcEndpoint")]
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
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotEmpty]
    public string[] SourceIp { get; set; } = [];

    /// <summary>Accounts (or ARNs of users and roles) that may call; the methods need AWS_IAM.</summary>
    [Parameter]
    [ValidatePattern("^([0-9]{12}|arn:.+)$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] AccountId { get; set; } = [];

    /// <summary>Organizations whose accounts may call; the methods need AWS_IAM.</summary>
    [Parameter]
    [ValidatePattern("^o-[a-z0-9]+$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] OrganizationId { get; set; } = [];

    /// <summary>Stages; none means every stage.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotEmpty]
    public string[] StageName { get; set; } = [];

    /// <summary>Methods; none means every method.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [ValidateNotEmpty]
    public string[] Method { get; set; } = [];

    /// <summary>Paths, with wildcards; none means every path.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PathCompleter))]
    [ValidateNotEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Denies the sources named and allows all others.</summary>
    [Parameter]
    public SwitchParameter Deny { get; set; }

    /// <summary>APIs that an endpoint lets through, for the Endpoint templates: ARNs, or APIs, also another account's.</summary>
    [Parameter]
    [ApiArnArgument]
    [ValidatePattern("^arn:[^:]+:execute-api:[^:]+:[0-9]{12}:[a-z0-9]+(/\\*)?$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] ApiArn { get; set; } = [];

    /// <summary>Private custom domain names that an endpoint lets through, for the Endpoint templates.</summary>
    [Parameter]
    [ValidatePattern("^arn:[^:]+:execute-api:[^:]+:[0-9]{12}:/domainnames/.+$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] DomainArn { get; set; } = [];

    /// <summary>What an endpoint denies, for the template EndpointDomainAndApi: APIs, or parts of them with wildcards.</summary>
    [Parameter]
    [ValidatePattern("^arn:[^:]+:execute-api:[^:]+:[0-9]{12}:.+$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] DeniedArn { get; set; } = [];

    private readonly List<string> _endpoints = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _endpoints.AddRange(SourceVpce);

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        Guard(
            () =>
                WriteObject(
                    (
                        PolicyArgument.Options(this) with
                        {
                            SourceVpce = _endpoints,
                            StageName = StageName,
                            ApiArn = ApiArn,
                            DomainArn = DomainArn,
                            DeniedArn = DeniedArn,
                        }
                    ).Build()
                ),
            null
        );
}
