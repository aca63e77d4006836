using System.Collections;
using System.Management.Automation;
using System.Security;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Calls;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Calls a private API, from this machine or from inside its VPC, and reports the outcome.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PrivateApi", SupportsShouldProcess = true)]
[OutputType(typeof(CallResult))]
public sealed class InvokePrivateApiCommand : AwsCommand
{
    /// <summary>The API's id or name; binds from our objects, from AWS Tools' RestApi, and from text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [RestApiIdArgument(OrUri = true)]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNull]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The URL to call, as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Url")]
    [CellArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>The object that RestApiId came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>The endpoint the call goes through; without it a piped one, else one that the API names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [VpcEndpointIdArgument(IsCell = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    public string? VpcEndpointId { get; set; }

    /// <summary>The stage; without it the only one.</summary>
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

    /// <summary>
    /// Path below the stage, with a query if it has one; without it the first deployed one that has the method and no path
    /// parameters, else /.
    /// </summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string? Path { get; set; }

    /// <summary>Headers to send, including Host.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Headers")]
    [HeaderArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IDictionary? Header { get; set; }

    /// <summary>Body: text or bytes as they are, anything else as JSON.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? Body { get; set; }

    /// <summary>The API key, sent as x-api-key; text or SecureString.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretArgument(IsCell = true)]
    [ValidateSecretNotEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>Where to call from.</summary>
    [Parameter]
    public CallVia Via { get; set; }

    /// <summary>Sign the call with this connection's keys, for methods with AWS_IAM.</summary>
    [Parameter]
    public SwitchParameter SignRequest { get; set; }

    /// <summary>The host that the signature is made for; without it the Host that is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? SigningHost { get; set; }

    /// <summary>How to address the API.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument(ValueType = typeof(UrlForm))]
    public UrlForm UrlForm { get; set; }

    /// <summary>The caller's subnets; without any the endpoint's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SubnetIds")]
    [ResourceIdArgument("SubnetId", IsList = true, IsCell = true)]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    public string[]? SubnetId { get; set; } = [];

    /// <summary>The caller's security groups; without any, one is created that reaches the endpoint.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId", IsList = true, IsCell = true)]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    public string[]? SecurityGroupId { get; set; } = [];

    /// <summary>The caller's instance: -Via Ssm runs the call on it; -Via Lambda uses its subnet and security groups.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ArgumentCompleter(typeof(InstanceIdCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>How long the call may take, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 60)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>Repeat the call, whatever its method, if its answer is lost on the way to this machine.</summary>
    [Parameter]
    public SwitchParameter AllowRepeat { get; set; }

    /// <summary>Return the execution log's lines for this call.</summary>
    [Parameter]
    public SwitchParameter Log { get; set; }

    /// <summary>Remove the function that made the call, and what was created for it.</summary>
    [Parameter]
    public SwitchParameter Cleanup { get; set; }

    private RowArguments? _row;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _row = new RowArguments(this);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (new InvokeInput(this, _row!).Read() is { } request)
        {
            Run(request);
        }
    }

    private void Run(Func<CancellationToken, Task<CallRequest>> request)
    {
        object target = Uri is null ? RestApiId : Uri;
        PreparedCall? call = Ask(
            target,
            async (progress, stop) => await new CallPreparation(Session).PrepareAsync(await request(stop), progress, stop)
        );
        if (call is null || !ShouldProcess(IsWhatIf ? call.Description : call.Summary, call.Description, "Call"))
        {
            return;
        }

        if (Ask(target, call.RunAsync) is { } result)
        {
            WriteObject(result with { Body = JsonObjects.Read(result.Content, result.Headers) });
        }

        if (Cleanup)
        {
            Call(target, call.CleanUpAsync);
        }
    }
}
