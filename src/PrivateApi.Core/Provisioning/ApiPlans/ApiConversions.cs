using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Converts an API to another endpoint type and deploys it, in the order of the developer guide ("Change a public or private API endpoint
/// type"): the policy first, associations removed before the type changes and made after it, a policy removed only once the API is
/// public, the deployments last. What fails is put back.
/// </summary>
internal sealed class ApiConversions(AwsSession session)
{
    private readonly Apis _apis = new(session);
    private readonly StageRecords _records = new(session);

    /// <summary>Checks a conversion, and finds out what it takes. Changes nothing.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>ApiNotFound</c>, <c>StageNotFound</c>, <c>AccessModeIsStrict</c>, <c>StageHasCanary</c>, <c>ApiHasDomainName</c>,
    /// <c>PolicyNamesVpc</c>, <c>PolicyWithoutVpc</c>, <c>PolicyRequired</c>, <c>PolicyHasErrors</c>, <c>EndpointNotFound</c>,
    /// <c>WrongEndpointService</c>, <c>NotPrivate</c>.
    /// </exception>
    public async Task<Conversion> PlanAsync(ConversionRequest request, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(request.RestApiId, stop);
        IReadOnlyList<AwsStage> stages = await _apis.StagesAsync(api.Id, stop);
        if (request.StageName is { } name && stages.All(stage => stage.StageName != name))
        {
            throw ApiErrors.StageNotFound(api.Id, name, stages.Select(stage => stage.StageName));
        }

        AwsStage[] deployed = [.. stages.Where(stage => request.StageName is null || stage.StageName == request.StageName)];
        ApiConversion change = request.ToPrivate
            ? await ToPrivateAsync(request, api, progress, stop)
            : await ToRegionalAsync(request, api, progress, stop);
        change = change with
        {
            StageNames = [.. deployed.Select(stage => stage.StageName)],
            OtherStageNames = [.. stages.Except(deployed).Select(stage => stage.StageName)],
        };
        if (change.OldType != change.NewType)
        {
            ConversionTraps.RequireBasic(api);
            ConversionTraps.RequireNoCanary(api, deployed);
            await ConversionTraps.RequireNoDomainAsync(session, api, progress, stop);
        }

        Plan plan = new(
            $"Convert API {api.Id} to {change.NewType}",
            api.Id,
            new ConversionSteps(session, change, progress).Make(deployed),
            PlanTiming.For(session)
        );
        await plan.SurveyAsync(stop);
        return new Conversion(change, plan);
    }

    /// <summary>Converts, leaves the record of the policy that is live on each stage, and reads the API.</summary>
    public async Task<Api> ApplyAsync(ApiConversion change, Plan plan, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await plan.ApplyAsync(progress, stop);
        foreach (PlanStep step in plan.Steps.Where(step => step.State == PlanStepState.Created))
        {
            if (ConversionSteps.StageOf(step) is { } stage)
            {
                await _records.WriteAsync(change.RestApiId, stage, step.RequiredId, progress, stop);
            }
        }

        return await _apis.GetAsync(change.RestApiId, progress, stop);
    }

    private async Task<ApiConversion> ToPrivateAsync(
        ConversionRequest request,
        RestApi api,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (request.RemovesPolicy)
        {
            throw ApiErrors.PolicyRequired(api.Id, Apis.VpcEndpointIds(api));
        }

        PolicyContext context = await _apis.ContextAsync(api.Id, stop);
        PolicyDocument? own = Apis.PolicyOf(api);
        IReadOnlyList<string> endpoints =
            request.VpcEndpointIds
            ?? (Apis.IsPrivate(api) ? Apis.VpcEndpointIds(api) : EndpointChoice.NamedBy([], (request.Policy ?? own)?.ToJson()));
        PolicyDocument policy =
            request.Policy
            ?? (
                own is null
                    ? endpoints.Count > 0
                        ? PolicyTemplates.SourceVpce(endpoints)
                        : throw ApiErrors.PolicyRequired(api.Id, [])
                    : ConversionTraps.NamesVpc(own) || Apis.IsPrivate(api)
                        ? own
                        : throw ConversionTraps.WithoutVpc(api, endpoints)
            );
        await AssociatedEndpoints.CheckAsync(
            session,
            [.. endpoints.Except(Apis.VpcEndpointIds(api), StringComparer.Ordinal)],
            progress,
            stop,
            request.ForeignEndpoints
        );
        PolicyCheck.Require(
            policy,
            await PolicySurroundings.ReadAsync(session, api, policy, progress, stop, request.ForeignEndpoints) with
            {
                IsPrivate = true,
                AssociatedVpcEndpointId = endpoints.Count > 0 ? endpoints : null,
            },
            request.Force,
            progress
        );
        return new ApiConversion(api, true, policy.MeansSame(own, context) ? null : policy, false, endpoints, [], [], context);
    }

    private async Task<ApiConversion> ToRegionalAsync(
        ConversionRequest request,
        RestApi api,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (request.VpcEndpointIds is { Count: > 0 })
        {
            throw new PrivateApiException(
                "NotPrivate",
                FaultKind.InvalidArgument,
                "A regional API has no associated endpoints; leave -VpcEndpointId out.",
                api.Id
            );
        }

        PolicyContext context = await _apis.ContextAsync(api.Id, stop);
        PolicyDocument? own = Apis.PolicyOf(api);
        PolicyDocument? policy = request.Policy ?? (request.RemovesPolicy ? null : own);
        ConversionTraps.RequirePublicPolicy(api, policy);
        if (policy is not null)
        {
            PolicyCheck.Require(
                policy,
                await PolicySurroundings.ReadAsync(session, api, policy, progress, stop) with
                {
                    IsPrivate = false,
                    AssociatedVpcEndpointId = null,
                },
                request.Force,
                progress
            );
        }

        return new ApiConversion(
            api,
            false,
            policy is null || policy.MeansSame(own, context) ? null : policy,
            request.RemovesPolicy && own is not null,
            [],
            [],
            [],
            context
        );
    }
}
