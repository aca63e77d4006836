using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
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
public sealed class TestPrivateApiPolicyCommand : CurrentPolicyCommand
{
    /// <summary>The policy: JSON text, the path of a file, an object, or an API with its policy.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Lint")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Request")]
    public object? Policy { get; set; }

    /// <summary>The resource that is called: an ARN, or /stage/VERB/path of the policy's API.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Request")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Resource { get; set; } = string.Empty;

    /// <summary>The caller: an ARN; if left out, the request is unsigned.</summary>
    [Parameter(ParameterSetName = "Request")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string Principal { get; set; } = AccessRequest.Anonymous;

    /// <summary>The condition keys of the request, for instance @{ 'aws:SourceVpce' = 'vpce-…' }.</summary>
    [Parameter(ParameterSetName = "Request")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
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
    [ArgumentCompleter(typeof(NothingCompleter))]
    public MethodAuthorization[]? Authorization { get; set; }

    /// <summary>A file of cases: JSON lines, a JSON list, or YAML.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Case")]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string CasePath { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Case")
        {
            Judge(CasePath, _ => RunCases());
        }
        else
        {
            Judge(Policy, ParameterSetName == "Request" ? Explain : Lint);
        }
    }

    private PolicyUse Use => EndpointPolicy ? PolicyUse.Endpoint : PolicyUse.Resource;

    private void RunCases()
    {
        foreach (
            PolicyCaseResult result in PolicyCaseFile.Run(
                InputPath.Require(SessionState, CasePath, "PolicyCaseNotFound", "a file of cases")
            )
        )
        {
            WriteObject(result);
        }
    }

    private void Explain(object? current)
    {
        PolicyDocument policy = PolicyDocument.Parse(TextOf(current));
        PolicyContext api = PolicyArgument.ApiOf(current) ?? ApiGuess.FromPolicy(policy);
        WriteObject(PolicyExplainer.Explain(policy, Requests.Create(Principal, Resource, Context, api), Use));
    }

    private void Lint(object? current)
    {
        string text = TextOf(current);
        string? file = PolicyArgument.FileOf(SessionState, current);
        WriteObject(
            PolicyLinter.Lint(text, Surroundings(current)).Select(finding => finding with { File = file }),
            enumerateCollection: true
        );
    }

    private LintContext Surroundings(object? current)
    {
        Api? api = JsonArgument.Unwrap(current) as Api;
        return new()
        {
            Use = Use,
            Api = PolicyArgument.ApiOf(current),
            Authorization = Authorization,
            IsPrivate = api is not { EndpointType: not "PRIVATE" },
            AssociatedVpcEndpointId = api is { AssociatedVpcEndpointId: { Count: > 0 } ids } ? ids : null,
        };
    }
}
