using System.Collections;
using System.Management.Automation;
using System.Security;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Says whether a call to a private API gets through, and why not; with -Via it proves it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PrivateApi", DefaultParameterSetName = "Endpoint", SupportsShouldProcess = true)]
[OutputType(typeof(TestResult), typeof(bool))]
public sealed class TestPrivateApiCommand : CallerCommand
{
    private RowArguments? _row;
    private TestPipeline? _work;

    /// <summary>The API's id; binds from our objects, from AWS Tools' RestApi, and from text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [RestApiIdArgument(OrUri = true)]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNull]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The URL of the call, in place of API, stage and path.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>
    /// The object that RestApiId came from, to check that it belongs to this account and Region; an endpoint object is the endpoint
    /// that calls go through.
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>The stage; without it every stage.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [CellArgument]
    public string? StageName { get; set; }

    /// <summary>The HTTP method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ValidateCell("^[A-Za-z]+$")]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string? Method { get; set; } = "GET";

    /// <summary>Path below the stage; without it the first deployed one that has the method and no path parameters, else /.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string? Path { get; set; }

    /// <summary>Headers of the call; their names and Host matter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Headers")]
    [HeaderArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IDictionary? Header { get; set; }

    /// <summary>The API key, sent as x-api-key; text or SecureString.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretArgument(IsCell = true)]
    [ValidateSecretNotEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>The token for the method's authorizer, sent in the header that this reads; text or SecureString.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateSecretNotEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? Token { get; set; }

    /// <summary>What the method's authorizer is taken to decide: Allow, Deny, or the policy document that its function returns.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AuthorizerDecisionCompleter))]
    [ValidateNotNullOrEmpty]
    public object? AuthorizerDecision { get; set; }

    /// <summary>ARN of the signer of the call; without it the call is unsigned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ValidateCell("^arn:")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Principal { get; set; }

    /// <summary>The endpoint that calls go through.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [VpcEndpointIdArgument(IsCell = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateCell("^vpce-")]
    public string? VpcEndpointId { get; set; }

    /// <summary>How to address the API.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument(ValueType = typeof(UrlForm))]
    public UrlForm UrlForm { get; set; }

    /// <summary>The private custom domain called.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    public string? DomainName { get; set; }

    /// <summary>The load balancer in front of the endpoint that the call goes through.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ValidateCell("^arn:[^:]+:elasticloadbalancing:")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? LoadBalancerArn { get; set; }

    /// <summary>The profile of the account that the caller, its networks and endpoints are in; without it that of the API.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? CallerProfileName { get; set; }

    /// <summary>A file for the facts: written with an API, read and judged again without one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SnapshotPath { get; set; }

    /// <summary>A table of calls with what is expected of each: CSV, YAML or JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Case")]
    [ValidateNotNullOrEmpty]
    public string? CasePath { get; set; }

    /// <summary>Prove it with a call: from this machine, from the caller's place, or from the caller's instance.</summary>
    [Parameter]
    public CallVia Via { get; set; }

    /// <summary>Body of the call: text or bytes as they are, anything else as JSON.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? Body { get; set; }

    /// <summary>Sign the call with the connection's keys, for methods with AWS_IAM.</summary>
    [Parameter]
    public SwitchParameter SignRequest { get; set; }

    /// <summary>The host that the signature is made for; without it the Host that is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? SigningHost { get; set; }

    /// <summary>What was seen: the text of an answer or error, an exception, an error record, or a result of a call.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? Observed { get; set; }

    /// <summary>Return the execution log's lines for the call.</summary>
    [Parameter]
    public SwitchParameter Log { get; set; }

    /// <summary>How long the call may take, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 60)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>Remove the function that made the call, and what was created for it.</summary>
    [Parameter]
    public SwitchParameter Cleanup { get; set; }

    /// <summary>Return only true, if everything is reachable, or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Show the evidence of every check.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private bool IsCase => ParameterSetName == "Case";

    // A file is judged again only if no API is named, not if a pipeline happens to bring none.
    private bool IsReplay =>
        SnapshotPath is not null && ParameterSetName == "Endpoint" && RestApiId.Length == 0 && Uri is null && !MyInvocation.ExpectingInput;

    // Made once the parameters are bound.
    private TestPipeline Work => _work ??= new TestPipeline(this);

    internal bool IsLive => MyInvocation.BoundParameters.ContainsKey(nameof(Via));

    /// <summary>What was typed, and what comes with the object that is bound now.</summary>
    internal RowArguments Row => _row ??= new RowArguments(this);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _ = Row;
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _work?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsCase && !IsReplay)
        {
            Work.Add();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (IsReplay)
        {
            Work.Replay();
        }
        else
        {
            Work.Finish(IsCase);
        }
    }
}
