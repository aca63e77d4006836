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
public sealed class InvokePrivateApiCommand : ApiCommand
{
    /// <summary>The endpoint the call goes through; without it a piped one, else one that the API names.</summary>
    [Parameter]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? VpcEndpointId { get; set; }

    /// <summary>The stage; without it the only one.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z]+$")]
    public string Method { get; set; } = "GET";

    /// <summary>
    /// Path below the stage, with a query if it has one; without it the first deployed one that has the method and no path
    /// parameters, else /.
    /// </summary>
    [Parameter(Position = 2)]
    public string? Path { get; set; }

    /// <summary>Headers to send, including Host.</summary>
    [Parameter]
    [Alias("Headers")]
    public IDictionary? Header { get; set; }

    /// <summary>Body: text or bytes as they are, anything else as JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>The API key, sent as x-api-key; text or SecureString.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateSecretNotEmpty]
    public SecureString? ApiKey { get; set; }

    /// <summary>Where to call from.</summary>
    [Parameter]
    public CallVia Via { get; set; }

    /// <summary>Sign the call with this connection's keys, for methods with AWS_IAM.</summary>
    [Parameter]
    public SwitchParameter SignRequest { get; set; }

    /// <summary>How to address the API.</summary>
    [Parameter]
    public UrlForm UrlForm { get; set; }

    /// <summary>The caller's subnets; without any the endpoint's.</summary>
    [Parameter]
    [Alias("SubnetIds")]
    [ResourceIdArgument("SubnetId")]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>The caller's security groups; without any, one is created that reaches the endpoint.</summary>
    [Parameter]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId")]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SecurityGroupId { get; set; } = [];

    /// <summary>The caller's instance: -Via Ssm runs the call on it; -Via Lambda uses its subnet and security groups.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InstanceId { get; set; }

    /// <summary>How long the call may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 60)]
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CallRequest request = Request();
        PreparedCall? call = Ask(
            RestApiId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new CallPreparation(Session).PrepareAsync(request, progress, stop);
            }
        );
        if (call is null || !ShouldProcess(call.Description, call.Description, "Call"))
        {
            return;
        }

        if (Ask(RestApiId, call.RunAsync) is { } result)
        {
            WriteObject(result with { Body = JsonObjects.Read(result.Content, result.Headers) });
        }

        if (Cleanup)
        {
            Call(RestApiId, call.CleanUpAsync);
        }
    }

    private CallRequest Request() =>
        new()
        {
            // By value: what it carries is not read again.
            Api = InputObject is Api api && api.RestApiId == RestApiId ? api : null,
            RestApiId = RestApiId,
            StageName = StageName,
            Method = Method.ToUpperInvariant(),
            Path = Path,
            Headers = RequestArguments.Headers(Header, SecretArgumentAttribute.Reveal(ApiKey), Body),
            Body = RequestArguments.Body(Body),
            Via = Via,
            UrlForm = UrlForm,
            VpcEndpointId = VpcEndpointId ?? (InputObject as Endpoint)?.VpcEndpointId,
            SubnetIds = SubnetId,
            SecurityGroupIds = SecurityGroupId,
            InstanceId = InstanceId,
            SignRequest = SignRequest,
            AllowRepeat = AllowRepeat,
            Log = Log,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
}
