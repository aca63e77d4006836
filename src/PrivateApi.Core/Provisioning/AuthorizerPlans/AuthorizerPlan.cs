// Over 250 lines: the steps of one plan, in their order, with what each is compared with.
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.OpenApi;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.AuthorizerPlans;

/// <summary>
/// Lays out an authorizer: itself, the permission to invoke its function, then the methods that use it, then the stage. The methods come
/// after the permission, so that no call meets an authorizer that API Gateway may not invoke.
/// </summary>
internal sealed class AuthorizerPlan
{
    private readonly AwsSession _session;
    private readonly AuthorizerSpec _spec;
    private readonly AuthorizerFunction? _function;
    private readonly IReadOnlyList<ProtectedMethod> _methods;
    private readonly IProgress<ProgressEvent> _progress;
    private readonly ApiChanges _changes;
    private readonly Publisher _publisher;
    private readonly StageRecords _records;
    private readonly PlanStep _authorizer;

    private AuthorizerPlan(
        AwsSession session,
        AuthorizerSpec spec,
        AuthorizerFunction? function,
        IReadOnlyList<ProtectedMethod> methods,
        IProgress<ProgressEvent> progress
    )
    {
        _session = session;
        _spec = spec;
        _function = function;
        _methods = methods;
        _progress = progress;
        _changes = new ApiChanges(session);
        _publisher = new Publisher(session);
        _records = new StageRecords(session);
        _authorizer = Itself();
    }

    private ApiGatewayClient Client => _session.ApiGateway;

    /// <summary>Checks what is asked for, looks at what exists and lays out the rest. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidAuthorizer</c>, <c>ApiNotFound</c>, <c>FunctionNotFound</c>, <c>MethodNotFound</c>,
    /// <c>PolicyRequired</c>, <c>InvalidStageName</c>, <c>ParameterMismatch</c>.</exception>
    public static async Task<Plan> MakeAsync(
        AwsSession session,
        AuthorizerSpec spec,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        spec.Check();
        if (spec.StageName is { } stage)
        {
            await new Publisher(session).CheckAsync(spec.RestApiId, stage, stop);
        }
        else
        {
            await new Apis(session).GetRestApiAsync(spec.RestApiId, stop);
        }

        AuthorizerFunction? function = spec.FunctionName is { } name ? await AuthorizerFunction.FindAsync(session, name, stop) : null;
        IReadOnlyList<ProtectedMethod> methods = spec.Attaches ? await ProtectedMethod.FindAsync(session, spec, stop) : [];
        Plan plan = new AuthorizerPlan(session, spec, function, methods, progress).Make();
        await plan.SurveyAsync(stop);
        return plan;
    }

    private Plan Make()
    {
        List<PlanStep> steps = [_authorizer];
        if (_function is { IsOwn: true } function)
        {
            steps.Add(Permission(function));
        }
        else if (_function is { } foreign)
        {
            _progress.Report(ProgressEvent.Warning(foreign.Elsewhere(_spec.RestApiId)));
        }

        steps.AddRange(_methods.Select(Protect));
        if (_spec.StageName is { } stage)
        {
            bool isDeployed = false;
            PlanStep look = Look(stage, [.. steps], found => isDeployed = found);
            PlanStep deployment = _publisher.Step(() => _spec.RestApiId, stage, null, null, null, null, () => isDeployed, _progress);
            steps.AddRange([look, deployment, Record(stage, deployment)]);
        }

        return new Plan(
            $"Create authorizer {_spec.Name} of API {_spec.RestApiId} in {_session.Region}",
            _spec.Name,
            steps,
            PlanTiming.For(_session)
        );
    }

    private PlanStep Itself() =>
        new()
        {
            Name = "authorizer",
            Description =
                $"Create the {_spec.EffectiveType} authorizer {_spec.Name}, which reads "
                + (_spec.Expressions.Length == 0 ? "the whole request" : string.Join(", ", _spec.Expressions))
                + (
                    _function is { } function
                        ? $" and asks {function.Arn}"
                        : $" and accepts tokens of {string.Join(", ", _spec.UserPoolArns)}"
                ),
            Label = $"Create the authorizer {_spec.Name}",
            Find = FindAsync,
            Create = CreateAsync,
            Undo = async (id, progress, stop) => await AuthorizerRemoval.DeleteAsync(_session, _spec.RestApiId, id, progress, stop),
            RemovalCommand = id =>
                CommandLine.ForCmdlet("Remove-PrivateApiAuthorizer").With("RestApiId", _spec.RestApiId).With("AuthorizerId", id),
        };

    private async Task<string?> FindAsync(CancellationToken stop)
    {
        if ((await new Authorizers(_session).ReadAsync(_spec.RestApiId, stop)).Find(item => item.Name == _spec.Name) is not { } found)
        {
            return null;
        }

        string what = $"Authorizer '{_spec.Name}' of API {_spec.RestApiId}";
        ParameterMismatch.Require(what, found.Id, "type", found.Type, _spec.EffectiveType);
        ParameterMismatch.Require(what, found.Id, "-IdentitySource", Authorizers.Sources(found.IdentitySource), _spec.Expressions);
        ParameterMismatch.Require(
            what,
            found.Id,
            "-IdentityValidationExpression",
            found.IdentityValidationExpression ?? string.Empty,
            _spec.IdentityValidationExpression ?? string.Empty
        );
        ParameterMismatch.Require(what, found.Id, "-UserPoolArn", found.ProviderARNs ?? [], _spec.UserPoolArns);
        if (_function is { } function)
        {
            ParameterMismatch.Require(what, found.Id, "function", found.AuthorizerUri, function.Uri);
        }

        if (_spec.TtlSec is { } ttl && (found.AuthorizerResultTtlInSeconds ?? AuthorizerSpec.DefaultTtlSec) != ttl)
        {
            ParameterMismatch.Require(what, found.Id, "-TtlSec", $"{found.AuthorizerResultTtlInSeconds}", $"{ttl}");
        }

        return found.Id;
    }

    private async Task<string> CreateAsync(CancellationToken stop)
    {
        CreateAuthorizerRequest request = new()
        {
            RestApiId = _spec.RestApiId,
            Name = _spec.Name,
            Type = _spec.EffectiveType,
            ProviderARNs = _spec.UserPoolArns.Count > 0 ? [.. _spec.UserPoolArns] : null,
            AuthorizerUri = _function?.Uri,
            IdentitySource = _spec.Expressions.Length > 0 ? string.Join(", ", _spec.Expressions) : null,
            IdentityValidationExpression = _spec.IdentityValidationExpression,
            AuthorizerResultTtlInSeconds = _spec.TtlSec,
        };
        return (await _changes.MakeAsync(_spec.RestApiId, token => Client.CreateAuthorizerAsync(request, token), _progress, stop)).Id;
    }

    private PlanStep Permission(AuthorizerFunction function) =>
        new()
        {
            Name = "permission",
            Description = $"Let API Gateway invoke function {function.Arn} for the authorizer",
            Within = _authorizer,
            Find = async stop =>
                await function.AllowsAsync(Source(function), stop)
                    ? FunctionAccess.AuthorizerStatement(_spec.RestApiId, _authorizer.RequiredId)
                    : null,
            Create = async stop =>
            {
                string statement = FunctionAccess.AuthorizerStatement(_spec.RestApiId, _authorizer.RequiredId);
                await function.AllowAsync(statement, Source(function), stop);
                return statement;
            },
            Undo = (id, _, stop) => AuthorizerFunction.ForbidAsync(_session, function.Arn, id, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-LMPermission").With("FunctionName", function.Arn).With("StatementId", id),
        };

    private string Source(AuthorizerFunction function) => function.SourceArn(_spec.RestApiId, _authorizer.RequiredId);

    private PlanStep Protect(ProtectedMethod method) =>
        new()
        {
            Name = $"method {method}",
            Description = $"Protect {method} with it, which has authorization {method.AuthorizationType}",
            Label = $"Protect {method}",
            Within = _authorizer,
            Find = async stop => await method.IsProtectedAsync(_session, _authorizer.RequiredId, stop) ? method.ToString() : null,
            Create = async stop =>
            {
                await _changes.MakeAsync(
                    _spec.RestApiId,
                    token => method.PatchAsync(_session, _spec.MethodAuthorization, _authorizer.RequiredId, token),
                    _progress,
                    stop
                );
                return method.ToString();
            },
            Undo = (_, progress, stop) =>
                _changes.MakeAsync(
                    _spec.RestApiId,
                    token => method.PatchAsync(_session, method.AuthorizationType, method.AuthorizerId, token),
                    progress,
                    stop
                ),
            RemovalCommand = _ => method.Command(method.AuthorizationType, method.AuthorizerId),
        };

    // Whether the stage has it already is told by its export alone; a step, since the plan looks in the order of its steps.
    private PlanStep Look(string stage, PlanStep[] before, Action<bool> tell) =>
        new()
        {
            Name = "stage",
            Description = $"Look at what stage {stage} has",
            Find = async stop =>
            {
                tell(Array.TrueForAll(before, step => step.State == PlanStepState.Found) && await IsDeployedAsync(stage, stop));
                return stage;
            },
            Create = _ => Task.FromResult(stage),
        };

    private async Task<bool> IsDeployedAsync(string stage, CancellationToken stop)
    {
        try
        {
            JsonObject export = ExportedDefinition.Parse(await StageExports.ReadAsync(_session, _spec.RestApiId, stage, stop));
            return _methods.All(method => method.IsIn(export, _spec.Name));
        }
        catch (Exception e) when (e is JsonException || (e is AmazonServiceException service && ApiErrors.IsNotFound(service)))
        {
            // Without an export nothing shows that it is deployed, and one deployment more does no harm.
            return false;
        }
    }

    private PlanStep Record(string stage, PlanStep deployment) =>
        new()
        {
            Name = "record",
            Description = $"Record on stage {stage} which policy it has",
            Within = deployment,
            Find = async stop => await _records.IsLiveAsync(_spec.RestApiId, stage, stop),
            Create = async stop =>
            {
                await _records.WriteAsync(_spec.RestApiId, stage, deployment.RequiredId, _progress, stop);
                return stage;
            },
        };
}
