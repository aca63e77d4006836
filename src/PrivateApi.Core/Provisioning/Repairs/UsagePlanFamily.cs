using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>API keys and usage plans.</summary>
internal sealed class UsagePlanFamily(AwsSession session) : IChangeFamily
{
    private const string KeyId = nameof(KeyId);
    private const string PlanId = nameof(PlanId);
    private const string Stage = nameof(Stage);

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
                await EnableAsync(key.KeyId, isEnabled: true, stop);
                return new Dictionary<string, string>();
            case PlanKeyChange joins:
                await JoinAsync(joins.PlanId, joins.KeyId, stop);
                return new Dictionary<string, string> { [KeyId] = joins.KeyId };
            case PlanStageChange stage:
                string place = $"{stage.RestApiId}:{stage.StageName}";
                await PatchAsync(stage.PlanId, "add", place, stop);
                return new Dictionary<string, string> { [Stage] = place };
            case NewPlanChange plan:
                CreateUsagePlanResponse made = await Client.CreateUsagePlanAsync(
                    new CreateUsagePlanRequest
                    {
                        Name = plan.PlanName,
                        ApiStages = [new ApiStage { ApiId = plan.RestApiId, Stage = plan.StageName }],
                    },
                    stop
                );
                string of = $"{plan.RestApiId}:{plan.StageName}";
                Dictionary<string, string> before = new() { [PlanId] = made.Id, [Stage] = of };
                try
                {
                    await JoinAsync(made.Id, plan.KeyId, stop);
                }
                catch (Exception e)
                {
                    throw new HalfMadeException(before, e);
                }

                return before;
            default:
                throw new ArgumentException($"{change.Kind} is not a change of a usage plan.", nameof(change));
        }
    }

    public async Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        switch (made.Kind)
        {
            case ChangeKind.ApiKey:
                await EnableAsync(made.Target, isEnabled: false, stop);
                break;
            case ChangeKind.UsagePlanKey:
                await Client.DeleteUsagePlanKeyAsync(
                    new DeleteUsagePlanKeyRequest { UsagePlanId = made.Target, KeyId = made.Before[KeyId] },
                    stop
                );
                break;
            case ChangeKind.UsagePlanStage:
                await PatchAsync(made.Target, "remove", made.Before[Stage], stop);
                break;
            default:
                await RemoveAsync(made.Before[PlanId], made.Before[Stage], stop);
                break;
        }
    }

    // A plan with stages cannot be deleted (API Gateway API reference, "DeleteUsagePlan").
    private async Task RemoveAsync(string planId, string stage, CancellationToken stop)
    {
        await PatchAsync(planId, "remove", stage, stop);
        await Client.DeleteUsagePlanAsync(new DeleteUsagePlanRequest { UsagePlanId = planId }, stop);
    }

    private Task<CreateUsagePlanKeyResponse> JoinAsync(string planId, string keyId, CancellationToken stop) =>
        Client.CreateUsagePlanKeyAsync(
            new CreateUsagePlanKeyRequest
            {
                UsagePlanId = planId,
                KeyId = keyId,
                KeyType = "API_KEY",
            },
            stop
        );

    private Task<UpdateApiKeyResponse> EnableAsync(string keyId, bool isEnabled, CancellationToken stop) =>
        Client.UpdateApiKeyAsync(
            new UpdateApiKeyRequest { ApiKey = keyId, PatchOperations = [ApiSettings.Replace("/enabled", isEnabled ? "true" : "false")] },
            stop
        );

    private Task<UpdateUsagePlanResponse> PatchAsync(string planId, string operation, string stage, CancellationToken stop) =>
        Client.UpdateUsagePlanAsync(
            new UpdateUsagePlanRequest
            {
                UsagePlanId = planId,
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = operation,
                        Path = "/apiStages",
                        Value = stage,
                    },
                ],
            },
            stop
        );
}
