// Over 250 lines: the steps of one plan, in their order, with what each is compared with.
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>
/// Lays out an API key: the key, then a usage plan with the stage and the limits, or the stage in a plan that is there, then the key in
/// the plan. The key comes first because API Gateway says when it was created: runs that create the same one agree on the first.
/// </summary>
internal sealed class KeyPlan
{
    private readonly AwsSession _session;
    private readonly KeySpec _spec;
    private readonly string _stage;
    private readonly UsagePlan? _given;
    private readonly UsagePlans _plans;
    private readonly RunMark _run = RunMark.New();
    private readonly PlanStep _key;
    private readonly PlanStep _plan;

    private KeyPlan(AwsSession session, KeySpec spec, string stage, UsagePlan? given)
    {
        _session = session;
        _spec = spec;
        _stage = stage;
        _given = given;
        _plans = new UsagePlans(session);
        _key = Key();
        _plan = given is null ? OwnPlan() : StageOf(given);
    }

    private ApiGatewayClient Client => _session.ApiGateway;

    private string What => $"API key '{_spec.Name}'";

    /// <summary>Checks what is asked for, looks at what exists and lays out the rest. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidName</c>, <c>ReservedTag</c>, <c>InvalidUsageLimit</c>, <c>ApiNotFound</c>,
    /// <c>StageRequired</c>, <c>StageNotFound</c>, <c>UsagePlanNotFound</c>, <c>AmbiguousName</c>, <c>ParameterMismatch</c>.</exception>
    public static async Task<Plan> MakeAsync(AwsSession session, KeySpec spec, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        ResourceTags.Check(spec.Name, spec.Tags);
        if (spec.UsagePlanId is not null && !spec.Limits.IsEmpty)
        {
            throw new PrivateApiException(
                "InvalidUsageLimit",
                FaultKind.InvalidArgument,
                $"Usage plan {spec.UsagePlanId} has limits of its own, which its other keys have too. Leave them out, or leave "
                    + "-UsagePlanId out for a plan of the key's own. Set-PrivateApiKey changes the limits of a plan.",
                spec.UsagePlanId
            );
        }

        spec.Limits.RequireThrottle();
        spec.Limits.RequireQuota();
        string stage = await KeyStage.FindAsync(session, spec.RestApiId, spec.StageName, stop);
        await ApiMethods.WarnOfOthersAsync(session, [spec.RestApiId], spec.Limits.MethodNames, progress, stop);
        UsagePlan? given = spec.UsagePlanId is { } id ? await new UsagePlans(session).GetAsync(id, stop) : null;
        Plan plan = new KeyPlan(session, spec, stage, given).Make();
        await plan.SurveyAsync(stop);
        return plan;
    }

    private Plan Make() =>
        new(
            $"Create API key {_spec.Name} for stage {_stage} of API {_spec.RestApiId} in {_session.Region}",
            _spec.Name,
            [_key, _plan, Join()],
            PlanTiming.For(_session)
        );

    private PlanStep Key() =>
        new()
        {
            Name = KeySteps.Key,
            Run = _run,
            Description = $"Create the API key {_spec.Name}{(_spec.Enabled ? string.Empty : ", disabled")}",
            Find = FindKeyAsync,
            FindAll = async stop =>
                [
                    .. (await KeysAsync(withValues: false, stop)).Select(key => new PlanCandidate(
                        key.Id,
                        key.Tags?.GetValueOrDefault(ResourceTags.Run),
                        Created: key.CreatedDate?.ToUniversalTime()
                    )),
                ],
            Hold = isOwn => isOwn ? TimeSpan.Zero : PlanTiming.For(_session).ConsistencyWindow,
            Create = async stop =>
                (
                    await Client.CreateApiKeyAsync(
                        new CreateApiKeyRequest
                        {
                            Name = _spec.Name,
                            Description = _spec.Description,
                            Enabled = _spec.Enabled,
                            Value = _spec.Value,
                            Tags = new(ResourceTags.Create(_spec.Name, KeySteps.Key, _run, _spec.Tags)),
                        },
                        stop
                    )
                ).Id,
            Undo = (id, _, stop) => KeyRemoval.DeleteKeyAsync(_session, id, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-PrivateApiKey").With("ApiKeyId", id),
        };

    private async Task<string?> FindKeyAsync(CancellationToken stop)
    {
        List<ApiKey> found = await KeysAsync(withValues: _spec.Value is not null, stop);
        PlanCandidate[] all =
        [
            .. found.Select(key => new PlanCandidate(
                key.Id,
                key.Tags?.GetValueOrDefault(ResourceTags.Run),
                Created: key.CreatedDate?.ToUniversalTime()
            )),
        ];
        if (PlanCandidate.AreAmbiguous(all))
        {
            throw ApiKeyErrors.Ambiguous(_spec.Name, found.Select(key => key.Id));
        }

        if (found.Find(item => item.Id == PlanCandidate.Preferred(all)?.Id) is not { } key)
        {
            return null;
        }

        if (_spec.Description is { } description)
        {
            ParameterMismatch.Require(What, key.Id, "description", key.Description, description);
        }

        ParameterMismatch.Require(What, key.Id, "state", State(key.Enabled == true), State(_spec.Enabled));
        if (_spec.Value is { } value && key.Value is { } actual && actual != value)
        {
            // Without the values.
            ParameterMismatch.Require(What, key.Id, "-ApiKey", "another one", "the given one");
        }

        ResourceTags.RequireSame(What, key.Id, key.Tags ?? [], _spec.Tags);
        return key.Id;
    }

    private static string State(bool isEnabled) => isEnabled ? "enabled" : "disabled";

    private async Task<List<ApiKey>> KeysAsync(bool withValues, CancellationToken stop) =>
        (await ApiLists.ApiKeysAsync(Client, withValues, stop)).FindAll(key => ApiKeys.IsNamed(key.Tags, _spec.Name, KeySteps.Key));

    // Left to others: two plans of one stage cannot have the same key.
    private PlanStep OwnPlan() =>
        new()
        {
            Name = KeySteps.UsagePlan,
            Run = _run,
            IsLeftToOthers = true,
            Description =
                $"Create the usage plan {_spec.Name} for stage {_stage} of API {_spec.RestApiId}; rate: "
                + $"{UsageText.Describe(_spec.Limits.Throttle())}; quota: {UsageText.Describe(_spec.Limits.QuotaSettings())}; methods: "
                + UsageText.Describe(_spec.Limits.MethodThrottles ?? []),
            Label = $"Create the usage plan {_spec.Name}",
            Find = FindPlanAsync,
            FindOwn = async stop => (await PlansAsync(stop)).Find(plan => _run.IsOn(plan.Tags))?.Id,
            Create = async stop =>
                (
                    await Client.CreateUsagePlanAsync(
                        new CreateUsagePlanRequest
                        {
                            Name = _spec.Name,
                            ApiStages =
                            [
                                new ApiStage
                                {
                                    ApiId = _spec.RestApiId,
                                    Stage = _stage,
                                    Throttle = _spec.Limits.MethodSettings(),
                                },
                            ],
                            Throttle = _spec.Limits.Throttle(),
                            Quota = _spec.Limits.QuotaSettings(),
                            Tags = new(ResourceTags.Create(_spec.Name, KeySteps.UsagePlan, _run, _spec.Tags)),
                        },
                        stop
                    )
                ).Id,
            Undo = (id, _, stop) => _plans.DeleteAsync(id, [UsagePlans.Place(_spec.RestApiId, _stage)], stop),
            RemovalCommand = _ => CommandLine.ForCmdlet("Remove-PrivateApiKey").With("Name", _spec.Name),
        };

    private async Task<List<UsagePlan>> PlansAsync(CancellationToken stop) =>
        (await ApiLists.UsagePlansAsync(Client, null, stop)).FindAll(plan => ApiKeys.IsNamed(plan.Tags, _spec.Name, KeySteps.UsagePlan));

    private async Task<string?> FindPlanAsync(CancellationToken stop)
    {
        List<UsagePlan> found = await PlansAsync(stop);
        PlanCandidate? best = PlanCandidate.Preferred([
            .. found.Select(plan => new PlanCandidate(plan.Id, plan.Tags?.GetValueOrDefault(ResourceTags.Run))),
        ]);
        if (found.Find(plan => plan.Id == best?.Id) is not { } existing)
        {
            return null;
        }

        string what = $"{What}, whose usage plan";
        ApiStage? stage = existing.ApiStages?.Find(item => item.ApiId == _spec.RestApiId && item.Stage == _stage);
        if (stage is null)
        {
            string places = string.Join(", ", (existing.ApiStages ?? []).Select(item => $"{item.ApiId}/{item.Stage}"));
            ParameterMismatch.Require(what, existing.Id, "stage", places, $"{_spec.RestApiId}/{_stage}");
        }

        UsageLimits limits = _spec.Limits;
        ParameterMismatch.Require(what, existing.Id, "rate", UsageText.Describe(existing.Throttle), UsageText.Describe(limits.Throttle()));
        ParameterMismatch.Require(
            what,
            existing.Id,
            "quota",
            UsageText.Describe(existing.Quota),
            UsageText.Describe(limits.QuotaSettings())
        );
        ParameterMismatch.Require(
            what,
            existing.Id,
            "-MethodThrottle",
            UsageText.Describe(UsageText.MethodsOf(stage!)),
            UsageText.Describe(limits.MethodThrottles ?? [])
        );
        return existing.Id;
    }

    private PlanStep StageOf(UsagePlan given) =>
        new()
        {
            Name = KeySteps.Stage,
            Description =
                $"Put stage {_stage} of API {_spec.RestApiId} into usage plan {given.Name} ({given.Id}), "
                + "which opens it to all keys of the plan",
            Find = async stop => UsagePlans.Has(await _plans.GetAsync(given.Id, stop), _spec.RestApiId, _stage) ? given.Id : null,
            Create = async stop =>
            {
                await _plans.PatchAsync(given.Id, [UsagePlans.Stage("add", UsagePlans.Place(_spec.RestApiId, _stage))], stop);
                return given.Id;
            },
            Undo = async (id, _, stop) =>
                await _plans.PatchAsync(id, [UsagePlans.Stage("remove", UsagePlans.Place(_spec.RestApiId, _stage))], stop),
            RemovalCommand = id =>
                CommandLine
                    .ForCmdlet("Update-AGUsagePlan")
                    .With("UsagePlanId", id)
                    .With(
                        "PatchOperation",
                        CommandValue.Table(("Op", "remove"), ("Path", "/apiStages"), ("Value", UsagePlans.Place(_spec.RestApiId, _stage)))
                    ),
        };

    private PlanStep Join() =>
        new()
        {
            Name = KeySteps.Join,
            Description = $"Put the key into the usage plan{(_given is null ? string.Empty : $" {_given.Name} ({_given.Id})")}",
            Within = _key,
            Find = async stop =>
                (_plan.Id ?? _given?.Id) is { } planId
                && (await ApiLists.UsagePlansAsync(Client, _key.RequiredId, stop)).Exists(plan => plan.Id == planId)
                    ? planId
                    : null,
            Create = async stop =>
            {
                await _plans.JoinAsync(_plan.RequiredId, _key.RequiredId, stop);
                return _plan.RequiredId;
            },
            Undo = (id, _, stop) => _plans.LeaveAsync(id, _key.RequiredId, stop),
            RemovalCommand = _ => CommandLine.ForCmdlet("Remove-PrivateApiKey").With("ApiKeyId", _key.RequiredId),
        };
}
