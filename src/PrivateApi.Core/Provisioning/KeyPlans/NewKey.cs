using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>Carries out the plan of a key.</summary>
internal static class NewKey
{
    /// <summary>Creates what a plan found missing, and reads the key in the plan's usage plan.</summary>
    public static async Task<IReadOnlyList<ApiKeyInfo>> ApplyAsync(
        AwsSession session,
        Plan plan,
        KeyQuestion question,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        await plan.ApplyAsync(progress, stop);
        string keyId = plan.Steps[0].RequiredId;
        return await new ApiKeys(session).GetAsync(keyId, question with { UsagePlanId = plan.Steps[^1].RequiredId }, progress, stop);
    }
}
