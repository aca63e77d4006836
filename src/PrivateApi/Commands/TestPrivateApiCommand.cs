// Over 250 lines: the parameters of the command with the most of them.
using System.Collections;
using System.Management.Automation;
using System.Security;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Diagnosis;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Says whether a call to a private API gets through, and why not; with -Via it proves it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PrivateApi", DefaultParameterSetName = "Endpoint", SupportsShouldProcess = true)]
[OutputType(typeof(TestResult), typeof(bool))]
public sealed class TestPrivateApiCommand : CallerCommand
{
    private readonly List<(string RestApiId, Api? Known, string? VpcEndpointId)> _inputs = [];

    /// <summary>The API's id; binds from our objects, from AWS Tools' RestApi, and from text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Endpoint")]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "Subnet"
    )]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "Instance"
    )]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "Function"
    )]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "Interface"
    )]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "Address"
    )]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "OnPremises"
    )]
    [Alias("Id")]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>
    /// The object that RestApiId came from, to check that it belongs to this account and Region; an endpoint object is the endpoint
    /// that calls go through.
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public IAwsResource? InputObject { get; set; }

    /// <summary>The stage; without it every stage.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z]+$")]
    public string Method { get; set; } = "GET";

    /// <summary>Path below the stage; without it the first deployed one that has the method and no path parameters, else /.</summary>
    [Parameter(Position = 2)]
    public string? Path { get; set; }

    /// <summary>Headers of the call; their names and Host matter.</summary>
    [Parameter]
    [Alias("Headers")]
    public IDictionary? Header { get; set; }

    /// <summary>The API key, sent as x-api-key; text or SecureString.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateSecretNotEmpty]
    public SecureString? ApiKey { get; set; }

    /// <summary>ARN of the signer of the call; without it the call is unsigned.</summary>
    [Parameter]
    [ValidatePattern("^arn:")]
    public string? Principal { get; set; }

    /// <summary>The endpoint that calls go through.</summary>
    [Parameter]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^vpce-")]
    public string? VpcEndpointId { get; set; }

    /// <summary>How to address the API.</summary>
    [Parameter]
    public UrlForm UrlForm { get; set; }

    /// <summary>The private custom domain called.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DomainName { get; set; }

    /// <summary>The load balancer in front of the endpoint that the call goes through.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^arn:[^:]+:elasticloadbalancing:")]
    public string? LoadBalancerArn { get; set; }

    /// <summary>A file for the facts: written with an API, read and judged again without one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SnapshotPath { get; set; }

    /// <summary>Prove it with a call: from this machine, from the caller's place, or from the caller's instance.</summary>
    [Parameter]
    public CallVia Via { get; set; }

    /// <summary>Body of the call: text or bytes as they are, anything else as JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>Sign the call with the connection's keys, for methods with AWS_IAM.</summary>
    [Parameter]
    public SwitchParameter SignRequest { get; set; }

    /// <summary>Return the execution log's lines for the call.</summary>
    [Parameter]
    public SwitchParameter Log { get; set; }

    /// <summary>How long the call may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 60)]
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

    // A file is judged again only if no API is named, not if a pipeline happens to bring none.
    private bool IsReplay =>
        SnapshotPath is not null && ParameterSetName == "Endpoint" && RestApiId.Length == 0 && !MyInvocation.ExpectingInput;

    private bool IsLive => MyInvocation.BoundParameters.ContainsKey(nameof(Via));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsReplay)
        {
            return;
        }

        if (RestApiId.Length == 0)
        {
            WriteError(ErrorRecordFactory.From(TestRun.ApiRequired(), InputObject)!);
        }
        else if (
            Ask(
                RestApiId,
                async (_, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    return string.Empty;
                }
            )
            is not null
        )
        {
            // Only a live call needs more of it than its id.
            _inputs.Add(
                (
                    RestApiId,
                    IsLive && InputObject is Api api && api.RestApiId == RestApiId ? api : null,
                    VpcEndpointId ?? (InputObject as Endpoint)?.VpcEndpointId
                )
            );
        }
    }

    // All in one: lists of networks and APIs are read once, however many APIs are tested.
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TestRun run = new(this, new TestOutput(this, Quiet, Detailed));
        if (IsReplay)
        {
            run.Replay(
                SnapshotPath!,
                call => TestCalls.Changed(call, StageName, MyInvocation.BoundParameters.ContainsKey(nameof(Method)) ? Method : null, Path)
            );
        }
        else
        {
            run.Test(
                _inputs.GroupBy(
                    input => input.VpcEndpointId,
                    (id, group) =>
                        Request(id, [.. group.Select(input => (input.RestApiId, input.Known)).DistinctBy(input => input.RestApiId)])
                ),
                SnapshotPath,
                Cleanup
            );
        }
    }

    private TestRequest Request(string? endpoint, IReadOnlyList<(string RestApiId, Api? Known)> apis) =>
        new()
        {
            Apis = apis,
            StageName = StageName,
            Method = Method.ToUpperInvariant(),
            Path = Path,
            Caller = CallerAsGiven(),
            VpcEndpointId = endpoint,
            DomainName = DomainName,
            LoadBalancerArn = LoadBalancerArn,
            UrlForm = UrlForm,
            Headers = RequestArguments.Headers(Header, SecretArgumentAttribute.Reveal(ApiKey), Body),
            Body = RequestArguments.Body(Body),
            Principal = Principal,
            Via = IsLive ? Via : null,
            SignRequest = SignRequest,
            Log = Log,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
}
