using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Puts a stage into a usage plan.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage.</param>
/// <param name="KeyId">A key of the plan, by which the command finds it.</param>
internal sealed record PlanStageChange(string PlanId, string RestApiId, string StageName, string KeyId) : Change
{
    public override ChangeKind Kind => ChangeKind.UsagePlanStage;

    public override string Target => PlanId;

    public override string Description => $"Put stage {StageName} of API {RestApiId} into usage plan {PlanId}";

    public override string Opens => $"stage {StageName} of API {RestApiId}, to whoever has a key of usage plan {PlanId}";

    // All keys of a plan, not one.
    public override int Width => 1;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Set-PrivateApiKey")
            .With("ApiKeyId", KeyId)
            .With("UsagePlanId", PlanId)
            .With("AddStage", $"{RestApiId}/{StageName}");

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            UsagePlans = Replace(snapshot.UsagePlans, IsMeant, With),
            ApiKeys = snapshot.ApiKeys is null
                ? null
                : [.. snapshot.ApiKeys.Select(key => key with { Plans = Replace(key.Plans, IsMeant, With) })],
        };

    private bool IsMeant(UsagePlanFact plan) => plan.Id == PlanId;

    private UsagePlanFact With(UsagePlanFact plan) => plan with { Stages = [.. plan.Stages, $"{RestApiId}/{StageName}"] };
}
