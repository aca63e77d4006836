using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Model;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Cases;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;

namespace PrivateApi.Commands;

/// <summary>Checks a policy, decides a request by it, or runs a file of policy tests.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PrivateApiPolicy", DefaultParameterSetName = "Lint")]
[OutputType(typeof(PolicyFinding), typeof(PolicyExplanation), typeof(PolicyCaseResult))]
public sealed class TestPrivateApiPolicyCommand : PolicyCommand
{
    /// <summary>The policy: JSON text, the path of a file, an object, or an API with its policy.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Lint")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Request")]
    public object? Policy { get; set; }

    /// <summary>The resource that is called: an ARN, or /stage/VERB/path of the policy's API.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Request")]
    [ValidateNotNullOrEmpty]
    public string Resource { get; set; } = string.Empty;

    /// <summary>The caller: an ARN; if left out, the request is unsigned.</summary>
    [Parameter(ParameterSetName = "Request")]
    public string Principal { get; set; } = AccessRequest.Anonymous;

    /// <summary>The condition keys of the request, for instance @{ 'aws:SourceVpce' = 'vpce-…' }.</summary>
    [Parameter(ParameterSetName = "Request")]
    public IDictionary Context { get; set; } = new Hashtable();

    /// <summary>The policy is a VPC endpoint's, not an API's.</summary>
    [Parameter(ParameterSetName = "Lint")]
    [Parameter(ParameterSetName = "Request")]
    public SwitchParameter EndpointPolicy { get; set; }

    /// <summary>
    /// The authorizations of the API's methods, to check the policy against; without them nothing is reported about that.
    /// </summary>
    [Parameter(ParameterSetName = "Lint")]
    [ValidateNotNullOrEmpty]
    public MethodAuthorization[]? Authorization { get; set; }

    /// <summary>A file of cases: JSON lines, a JSON list, or YAML.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Case")]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string CasePath { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Guard(
            () =>
            {
                switch (ParameterSetName)
                {
                    case "Case":
                        foreach (
                            PolicyCaseResult result in PolicyCaseFile.Run(
                                InputPath.Require(SessionState, CasePath, "PolicyCaseNotFound", "a file of cases")
                            )
                        )
                        {
                            WriteObject(result);
                        }

                        break;
                    case "Request":
                        PolicyDocument policy = PolicyDocument.Parse(TextOf(Policy));
                        WriteObject(
                            PolicyExplainer.Explain(
                                policy,
                                Requests.Create(Principal, Resource, Context, ApiOf(Policy) ?? ApiGuess.FromPolicy(policy)),
                                Use
                            )
                        );
                        break;
                    default:
                        string text = TextOf(Policy);
                        string? file = PolicyArgument.FileOf(SessionState, Policy);
                        WriteObject(
                            PolicyLinter.Lint(text, Surroundings()).Select(finding => finding with { File = file }),
                            enumerateCollection: true
                        );
                        break;
                }
            },
            ParameterSetName == "Case" ? CasePath : Policy
        );

    private PolicyUse Use => EndpointPolicy ? PolicyUse.Endpoint : PolicyUse.Resource;

    private LintContext Surroundings() =>
        new()
        {
            Use = Use,
            Api = ApiOf(Policy),
            Authorization = Authorization,
            IsPrivate = JsonArgument.Unwrap(Policy) is not Api { EndpointType: not "PRIVATE" },
            AssociatedVpcEndpointId = JsonArgument.Unwrap(Policy) is Api { AssociatedVpcEndpointId: { Count: > 0 } ids } ? ids : null,
        };
}
