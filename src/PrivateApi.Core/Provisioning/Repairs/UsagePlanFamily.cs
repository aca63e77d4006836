using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>API keys and usage plans.</summary>
internal sealed class UsagePlanFamily(AwsSession session) : IChangeFamily
{
    private const string KeyId = nameof(KeyId);
    private const string PlanId = nameof(PlanId);
    private const string Stage = nameof(Stage);
    private const string Name = nameof(Name);
    private const string Others = nameof(Others);

    private readonly UsagePlans _plans = new(session);

    private ApiGatewayClient Client => session.ApiGateway;

    public IReadOnlyList<ChangeKind> Kinds { get; } =
    [ChangeKind.ApiKey, ChangeKind.UsagePlan, ChangeKind.UsagePlanKey, ChangeKind.UsagePlanStage];

    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        Change change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        switch (change)
        {
            case ApiKeyChange key:
                await _plans.EnableAsync(key.KeyId, isEnabled: true, stop);
                return new Dictionary<string, string>();
            case PlanKeyChange joins:
                Dictionary<string, string> joined = new() { [KeyId] = joins.KeyId };
                return await HalfMadeException.GuardAsync(joined, () => _plans.JoinAsync(joins.PlanId, joins.KeyId, stop));
            case PlanStageChange stage:
                string place = UsagePlans.Place(stage.RestApiId, stage.StageName);
                await _plans.PatchAsync(stage.PlanId, [UsagePlans.Stage("add", place)], stop);
                return new Dictionary<string, string> { [Stage] = place };
            case NewPlanChange plan:
                return await CreateAsync(plan, stop);
            default:
                throw new ArgumentException($"{change.Kind} is not a change of a usage plan.", nameof(change));
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> CreateAsync(NewPlanChange plan, CancellationToken stop)
    {
        Dictionary<string, string> before = new()
        {
            [Name] = plan.PlanName,
            [Stage] = UsagePlans.Place(plan.RestApiId, plan.StageName),
            [Others] = string.Join(',', (await ApiLists.UsagePlansAsync(Client, null, stop)).Select(item => item.Id)),
        };
        try
        {
            CreateUsagePlanResponse made = await Client.CreateUsagePlanAsync(
                new CreateUsagePlanRequest
                {
                    Name = plan.PlanName,
                    ApiStages = [new ApiStage { ApiId = plan.RestApiId, Stage = plan.StageName }],
                },
                stop
            );
            before[PlanId] = made.Id;
            await _plans.JoinAsync(made.Id, plan.KeyId, stop);
            return before;
        }
        catch (Exception e) when (before.ContainsKey(PlanId) || HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }
    }

    // The plan of a creation whose answer was lost: one of that name for that stage which was not there before.
    private async Task<string?> FindAsync(IReadOnlyDictionary<string, string> before, CancellationToken stop) =>
        (await ApiLists.UsagePlansAsync(Client, null, stop))
            .Find(plan =>
                plan.Name == before[Name]
                && !before[Others].Split(',').Contains(plan.Id)
                && plan.ApiStages?.Exists(stage => $"{stage.ApiId}:{stage.Stage}" == before[Stage]) == true
            )
            ?.Id;

    public async Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        switch (made.Kind)
        {
            case ChangeKind.ApiKey:
                await _plans.EnableAsync(made.Target, isEnabled: false, stop);
                break;
            case ChangeKind.UsagePlanKey:
                await _plans.LeaveAsync(made.Target, made.Before[KeyId], stop);
                break;
            case ChangeKind.UsagePlanStage:
                await _plans.PatchAsync(made.Target, [UsagePlans.Stage("remove", made.Before[Stage])], stop);
                break;
            default:
                if ((made.Before.GetValueOrDefault(PlanId) ?? await FindAsync(made.Before, stop)) is { } id)
                {
                    await _plans.DeleteAsync(id, [made.Before[Stage]], stop);
                }

                break;
        }
    }
}
