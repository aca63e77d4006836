using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.AuthorizerPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Creates an authorizer of an API, and puts methods under it.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiAuthorizer", DefaultParameterSetName = "Function", SupportsShouldProcess = true)]
[OutputType(typeof(Authorizer))]
public sealed class NewPrivateApiAuthorizerCommand : ApiCommand
{
    /// <summary>The authorizer's name and identity: the same command again returns what exists and completes the rest.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The Lambda function that decides, by name or ARN.</summary>
    [Parameter(ParameterSetName = "Function", Mandatory = true)]
    [Alias("FunctionArn")]
    [ArgumentCompleter(typeof(FunctionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? FunctionName { get; set; }

    /// <summary>Token for one header, Request for anything of the request; without it what the identity sources need.</summary>
    [Parameter(ParameterSetName = "Function")]
    [ValidateSet("Token", "Request")]
    public string? Type { get; set; }

    /// <summary>The user pools of Cognito whose tokens are accepted.</summary>
    [Parameter(ParameterSetName = "UserPool", Mandatory = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] UserPoolArn { get; set; } = [];

    /// <summary>What a request has to carry: names of headers, or expressions such as method.request.querystring.key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotEmpty]
    public string[] IdentitySource { get; set; } = [];

    /// <summary>A regular expression that a token has to match.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? IdentityValidationExpression { get; set; }

    /// <summary>Seconds for which an answer is cached, 0 for no cache; without it API Gateway's 300.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("Ttl")]
    public int? TtlSec { get; set; }

    /// <summary>Verbs of the methods to put under it, or methods as they are shown, <c>GET /pets</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [ValidateNotEmpty]
    public string[] Method { get; set; } = [];

    /// <summary>Paths of the resources whose methods to put under it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PathCompleter))]
    [ValidateNotEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>A stage to deploy to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    public string? StageName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Plan? plan = Ask(
            Name,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await AuthorizerPlan.MakeAsync(Session, Spec(), progress, stop);
            }
        );
        if (plan is not null && Approve(plan))
        {
            Emit(
                Name,
                async (progress, stop) =>
                {
                    await plan.ApplyAsync(progress, stop);
                    return await new Authorizers(Session).GetAsync(RestApiId, plan.Steps[0].RequiredId, stop);
                }
            );
        }
    }

    private AuthorizerSpec Spec() =>
        new()
        {
            Name = Name,
            RestApiId = RestApiId,
            FunctionName = FunctionName,
            Type = Type?.ToUpperInvariant(),
            UserPoolArns = UserPoolArn,
            IdentitySources = IdentitySource,
            IdentityValidationExpression = IdentityValidationExpression,
            TtlSec = TtlSec,
            Methods = Method,
            Paths = Path,
            StageName = StageName,
        };
}
