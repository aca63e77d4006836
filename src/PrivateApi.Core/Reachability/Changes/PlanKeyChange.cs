using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Puts an API key into a usage plan.</summary>
internal sealed record PlanKeyChange(string PlanId, string KeyId) : Change
{
    public override ChangeKind Kind => ChangeKind.UsagePlanKey;

    public override string Target => PlanId;

    public override string Description => $"Put API key {KeyId} into usage plan {PlanId}";

    public override string Opens => $"the stages of usage plan {PlanId}, to whoever has key {KeyId}";

    public override CommandLine Command =>
        CommandLine.ForCmdlet("New-AGUsagePlanKey").With("UsagePlanId", PlanId).With("KeyId", KeyId).With("KeyType", "API_KEY");

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot.UsagePlans.FirstOrDefault(plan => plan.Id == PlanId) is not { } plan
            ? snapshot
            : snapshot with
            {
                ApiKeys = Replace(snapshot.ApiKeys ?? [], key => key.Id == KeyId, key => key with { Plans = [.. key.Plans, plan] }),
            };
}
