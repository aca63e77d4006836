using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Makes a usage plan for a stage, without limits, and puts an API key into it.</summary>
/// <param name="PlanName">What the plan is called.</param>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage.</param>
/// <param name="KeyId">The key.</param>
internal sealed record NewPlanChange(string PlanName, string RestApiId, string StageName, string KeyId) : Change
{
    public override ChangeKind Kind => ChangeKind.UsagePlan;

    public override string Target => KeyId;

    public override string Description =>
        $"Create usage plan {PlanName} for stage {StageName} of API {RestApiId}, and put API key {KeyId} into it";

    public override string Opens => $"stage {StageName} of API {RestApiId}, to whoever has key {KeyId}";

    // Where a plan is there, it has the limits that somebody chose.
    public override int Width => 2;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("New-AGUsagePlanKey")
            .With("UsagePlanId", CommandValue.ResultOf(NewPlan, "Id"))
            .With("KeyId", KeyId)
            .With("KeyType", "API_KEY");

    private CommandLine NewPlan =>
        CommandLine
            .ForCmdlet("New-AGUsagePlan")
            .With("Name", PlanName)
            .With("ApiStage", CommandValue.Table(("ApiId", RestApiId), ("Stage", StageName)));

    public override AccountSnapshot Apply(AccountSnapshot snapshot)
    {
        UsagePlanFact plan = new()
        {
            Id = "new",
            Name = PlanName,
            Stages = [$"{RestApiId}/{StageName}"],
        };
        return snapshot with
        {
            UsagePlans = [.. snapshot.UsagePlans, plan],
            ApiKeys = Replace(snapshot.ApiKeys ?? [], key => key.Id == KeyId, key => key with { Plans = [.. key.Plans, plan] }),
        };
    }
}
