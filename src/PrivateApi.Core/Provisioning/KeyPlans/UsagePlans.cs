using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>Changes usage plans: their keys, stages and settings.</summary>
internal sealed class UsagePlans(AwsSession session)
{
    private ApiGatewayClient Client => session.ApiGateway;

    /// <summary>A stage as the patch of a plan names it.</summary>
    public static string Place(string restApiId, string stageName) => $"{restApiId}:{stageName}";

    /// <summary>True when a plan is for a stage.</summary>
    public static bool Has(UsagePlan plan, string restApiId, string stageName) =>
        plan.ApiStages?.Exists(stage => stage.ApiId == restApiId && stage.Stage == stageName) == true;

    /// <summary>A patch that adds a stage to a plan, or removes it.</summary>
    public static PatchOperation Stage(string operation, string place) =>
        new()
        {
            Op = operation,
            Path = "/apiStages",
            Value = place,
        };

    /// <summary>One plan.</summary>
    /// <exception cref="PrivateApiException"><c>UsagePlanNotFound</c>.</exception>
    public async Task<UsagePlan> GetAsync(string planId, CancellationToken stop)
    {
        try
        {
            return await Client.GetUsagePlanAsync(new GetUsagePlanRequest { UsagePlanId = planId }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            throw new PrivateApiException(
                "UsagePlanNotFound",
                FaultKind.NotFound,
                $"There is no usage plan {planId} in {session.Region}. Get-PrivateApiKey lists the plans that have keys.",
                planId
            );
        }
    }

    /// <summary>Puts a key into a plan.</summary>
    public Task<CreateUsagePlanKeyResponse> JoinAsync(string planId, string keyId, CancellationToken stop) =>
        Client.CreateUsagePlanKeyAsync(
            new CreateUsagePlanKeyRequest
            {
                UsagePlanId = planId,
                KeyId = keyId,
                KeyType = "API_KEY",
            },
            stop
        );

    /// <summary>Takes a key out of a plan; it need not be in it.</summary>
    public async Task LeaveAsync(string planId, string keyId, CancellationToken stop)
    {
        try
        {
            await Client.DeleteUsagePlanKeyAsync(new DeleteUsagePlanKeyRequest { UsagePlanId = planId, KeyId = keyId }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // It was not made, or somebody else took it back.
        }
    }

    /// <summary>Changes a plan. AWS allows one such change every 20 seconds.</summary>
    public Task<UpdateUsagePlanResponse> PatchAsync(string planId, List<PatchOperation> operations, CancellationToken stop) =>
        Client.UpdateUsagePlanAsync(new UpdateUsagePlanRequest { UsagePlanId = planId, PatchOperations = operations }, stop);

    /// <summary>Deletes a plan; one with stages cannot be deleted (API Gateway API reference, "DeleteUsagePlan").</summary>
    public async Task DeleteAsync(string planId, IEnumerable<string> places, CancellationToken stop)
    {
        List<PatchOperation> removals = [.. places.Select(place => Stage("remove", place))];
        if (removals.Count > 0)
        {
            await PatchAsync(planId, removals, stop);
        }

        await Client.DeleteUsagePlanAsync(new DeleteUsagePlanRequest { UsagePlanId = planId }, stop);
    }

    /// <summary>Enables or disables a key.</summary>
    public Task<UpdateApiKeyResponse> EnableAsync(string keyId, bool isEnabled, CancellationToken stop) =>
        Client.UpdateApiKeyAsync(
            new UpdateApiKeyRequest
            {
                ApiKey = keyId,
                PatchOperations = [ApiPlans.ApiSettings.Replace("/enabled", isEnabled ? "true" : "false")],
            },
            stop
        );
}
