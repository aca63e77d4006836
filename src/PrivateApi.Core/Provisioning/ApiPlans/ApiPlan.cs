// Over 250 lines: the steps of one plan, in their order.
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Lays out the creation of an API: private from the start, with policy and associations in one call, so that it is never open
/// for a moment; then its definition; then what that may have dropped; then the stage.
/// </summary>
internal sealed class ApiPlan
{
    private readonly AwsSession _session;
    private readonly ApiSpec _spec;
    private readonly IProgress<ProgressEvent> _progress;
    private readonly Apis _apis;
    private readonly ApiChanges _changes;
    private readonly Publisher _publisher;
    private readonly StageRecords _records;
    private readonly PlanStep _api;
    private readonly RunMark _run = RunMark.New();

    private ApiPlan(AwsSession session, ApiSpec spec, IProgress<ProgressEvent> progress)
    {
        _session = session;
        _spec = spec;
        _progress = progress;
        _apis = new Apis(session);
        _changes = new ApiChanges(session);
        _publisher = new Publisher(session);
        _records = new StageRecords(session);
        _api = Birth();
    }

    /// <summary>Checks the endpoints, looks at what exists and lays out the rest. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>, <c>WrongEndpointService</c>, <c>AmbiguousName</c>,
    /// <c>ParameterMismatch</c>.</exception>
    public static async Task<Plan> MakeAsync(AwsSession session, ApiSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await AssociatedEndpoints.CheckAsync(session, spec.VpcEndpointIds, progress, stop, spec.ForeignEndpoints);
        await NamedEndpoints.ReportAsync(session, spec.ForeignEndpoints, progress, stop);
        Plan plan = new ApiPlan(session, spec, progress).Make();
        await plan.SurveyAsync(stop);
        return plan;
    }

    private Plan Make()
    {
        PlanStep definition = Definition();
        List<PlanStep> steps = [_api, definition, Settings(definition)];
        if (_spec.StageName is { } stage)
        {
            steps.Add(
                _publisher.Step(
                    () => _api.RequiredId,
                    stage,
                    null,
                    null,
                    null,
                    _api,
                    () => definition.State == PlanStepState.Found,
                    _progress
                )
            );
            steps.Add(Record(stage, steps[^1]));
        }

        return new Plan($"Create private API {_spec.Name} in {_session.Region}", _spec.Name, steps, PlanTiming.For(_session));
    }

    private PlanStep Birth() =>
        new()
        {
            Name = "api",
            Run = _run,
            Label = $"Create the private API {_spec.Name}",
            Description =
                $"Create the private API {_spec.Name}"
                + (_spec.VpcEndpointIds.Count > 0 ? $", associated with {Endpoints()}," : string.Empty)
                + $" with the policy {_spec.Policy.ToJson()}",
            Find = FindAsync,
            FindAll = async stop => await CandidatesAsync(await ListAsync(stop), stop),

            // API Gateway documents no lag of its reads. But it deletes an API together with everything in it, so another run's API
            // must be seen in use, or must have been left alone for long.
            Hold = isOwn => isOwn ? TimeSpan.Zero : PlanTiming.For(_session).ConsistencyWindow,
            Create = async stop =>
            {
                Dictionary<string, string> tags = new(ResourceTags.Create(_spec.Name, "api", _run, _spec.Tags))
                {
                    [ApiTags.Definition] = _spec.Definition.ContentHash,
                };
                CreateRestApiRequest request = new()
                {
                    Name = _spec.Name,
                    Description = _spec.Description,
                    EndpointConfiguration = new EndpointConfiguration
                    {
                        Types = ["PRIVATE"],
                        VpcEndpointIds = _spec.VpcEndpointIds.Count > 0 ? [.. _spec.VpcEndpointIds] : null,
                    },
                    Policy = _spec.Policy.ToJson(),
                    Tags = tags,
                };
                RestApi made = await _session.ApiGateway.CreateRestApiAsync(request, stop);
                Warn(made.Warnings);
                return made.Id;
            },
            Undo = (id, progress, stop) => ApiRemoval.RemoveAsync(_session, id, progress, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-PrivateApi").With("RestApiId", id),
        };

    private string Endpoints() => string.Join(", ", _spec.VpcEndpointIds.Select(id => NamedEndpoints.Describe(id, _spec.ForeignEndpoints)));

    private async Task<string?> FindAsync(CancellationToken stop)
    {
        IReadOnlyList<RestApi> found = await ListAsync(stop);
        IReadOnlyList<PlanCandidate> all = await CandidatesAsync(found, stop);
        if (PlanCandidate.AreAmbiguous(all))
        {
            throw Apis.Ambiguous(_spec.Name, found);
        }

        // Two runs may have created one each just now; one of them is about to give way.
        if (found.FirstOrDefault(item => item.Id == PlanCandidate.Preferred(all)?.Id) is not { } api)
        {
            return null;
        }

        string what = $"Private API '{_spec.Name}'";
        ParameterMismatch.Require(what, api.Id, "endpoint type", api.EndpointConfiguration?.Types?.FirstOrDefault(), "PRIVATE");

        // No policy at all is the result of an import that dropped it, and this run restores it.
        if (Apis.VpcEndpointIds(api) is { Count: > 0 } associated)
        {
            ParameterMismatch.Require(what, api.Id, "-VpcEndpointId", associated, _spec.VpcEndpointIds);
        }

        PolicyContext context = await _apis.ContextAsync(api.Id, stop);
        if (Apis.PolicyOf(api) is { } policy && !policy.MeansSame(_spec.Policy, context))
        {
            ParameterMismatch.Require(what, api.Id, "policy", policy.ToJson(), _spec.Policy.Expand(context).ToJson());
        }

        if (_spec.Description is { } description)
        {
            ParameterMismatch.Require(what, api.Id, "description", api.Description, description);
        }

        ResourceTags.RequireSame(what, api.Id, api.Tags ?? [], _spec.Tags);
        if (api.Tags?.GetValueOrDefault(ApiTags.Definition) is { } hash && hash != _spec.Definition.ContentHash)
        {
            MethodDiff diff = MethodDiff.Compare(await ApiMethods.ReadAsync(_session, api.Id, stop), _spec.Definition, removes: true);
            string lines = diff.IsEmpty ? "outside its methods" : string.Join(", ", diff.Lines());
            throw new PrivateApiException(
                "ParameterMismatch",
                FaultKind.Conflict,
                $"{what} already exists ({api.Id}), with another definition: {lines}. "
                    + "Set-PrivateApi changes it, with the definition as -OpenApi. Or use another -Name.",
                api.Id
            );
        }

        return api.Id;
    }

    private Task<IReadOnlyList<RestApi>> ListAsync(CancellationToken stop) =>
        _apis.ListRestApisAsync(api => api.Tags?.GetValueOrDefault(ResourceTags.Name) == _spec.Name, stop);

    /// <summary>An API is in use once it has its methods; they are read where that matters.</summary>
    private async Task<IReadOnlyList<PlanCandidate>> CandidatesAsync(IReadOnlyList<RestApi> found, CancellationToken stop)
    {
        List<PlanCandidate> all = [];
        foreach (RestApi api in found)
        {
            string? mark = api.Tags?.GetValueOrDefault(ResourceTags.Run);
            bool matters = found.Count > 1 || (_api.State != PlanStepState.Unknown && !_run.Is(mark));
            all.Add(new PlanCandidate(api.Id, mark, matters && await HasMethodsAsync(api.Id, stop), api.CreatedDate?.ToUniversalTime()));
        }

        return all;
    }

    private async Task<bool> HasMethodsAsync(string id, CancellationToken stop)
    {
        try
        {
            return MethodDiff.Compare(await ApiMethods.ReadAsync(_session, id, stop), _spec.Definition, removes: false).Added.Count == 0;
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // Removed since it was listed.
            return false;
        }
    }

    private PlanStep Definition() =>
        new()
        {
            Name = "definition",
            IsLeftToOthers = true,
            Description = $"Import its definition ({_spec.Definition.Title}): {string.Join(", ", _spec.Definition.Operations)}",
            Within = _api,
            Find = async stop => await HasMethodsAsync(_api.RequiredId, stop) ? _spec.Definition.ContentHash : null,
            Create = async stop =>
            {
                PutRestApiRequest request = new()
                {
                    RestApiId = _api.RequiredId,
                    Mode = "merge",
                    FailOnWarnings = false,
                    Body = _spec.Definition.Bytes.ToArray(),
                };
                await _changes.WaitAvailableAsync(_api.RequiredId, _progress, stop);
                RestApi put = await _changes.MakeAsync(
                    _api.RequiredId,
                    token => _session.ApiGateway.PutRestApiAsync(request, token),
                    _progress,
                    stop
                );
                Warn(put.Warnings);
                return _spec.Definition.ContentHash;
            },
        };

    private PlanStep Settings(PlanStep definition) =>
        new()
        {
            Name = "settings",
            Description = "Read it back, and restore what the import may have dropped (name, policy, associations)",
            Within = _api,
            Find = async stop => definition.State != PlanStepState.Absent && (await LostAsync(stop)).Count == 0 ? _api.RequiredId : null,
            Create = async stop =>
            {
                List<PatchOperation> lost = await LostAsync(stop);
                if (lost.Count > 0)
                {
                    _progress.Report(
                        ProgressEvent.Verbose(
                            $"The import dropped {string.Join(", ", lost.Select(operation => operation.Path).Distinct())}; restored."
                        )
                    );
                    await _changes.PatchAsync(_api.RequiredId, lost, _progress, stop);
                }

                return _api.RequiredId;
            },
        };

    private async Task<List<PatchOperation>> LostAsync(CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(_api.RequiredId, stop);
        PolicyContext context = await _apis.ContextAsync(api.Id, stop);
        return ApiSettings.Reassert(api, _spec.Name, _spec.Policy, _spec.VpcEndpointIds, context);
    }

    private PlanStep Record(string stage, PlanStep deployment) =>
        new()
        {
            Name = "record",
            Description = $"Record on stage {stage} which policy it has",
            Within = deployment,
            Find = async stop => await _records.IsLiveAsync(_api.RequiredId, stage, stop),
            Create = async stop =>
            {
                await _records.WriteAsync(_api.RequiredId, stage, deployment.RequiredId, _progress, stop);
                return stage;
            },
        };

    private void Warn(List<string>? warnings)
    {
        foreach (string warning in warnings ?? [])
        {
            _progress.Report(ProgressEvent.Warning($"API Gateway: {warning}"));
        }
    }
}
