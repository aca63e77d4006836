using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Analysis;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Deploys an API to a stage, with the policy and the methods that it has now.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage.</param>
internal sealed record DeploymentChange(string RestApiId, string StageName) : Change
{
    /// <summary>What a deployment is called that is not there yet.</summary>
    private const string New = "new";

    private const int Shown = 3;

    /// <summary>
    /// What the policy that takes effect by it says otherwise than the deployed one; empty for nothing, or where that is not known.
    /// </summary>
    public IReadOnlyList<PolicyChange> PolicyChanges { get; init; } = [];

    public override ChangeKind Kind => ChangeKind.Deployment;

    public override string Target => RestApiId;

    public override string Description => $"Deploy API {RestApiId} to stage {StageName}";

    /// <summary>What it brings with it; null where the stage enforces the policy that the API has now.</summary>
    public string? Brings { get; init; }

    public override string? Opens =>
        Brings is null || PolicyChanges.Count == 0
            ? Brings
            : $"{Brings}: {string.Join("; ", PolicyChanges.Take(Shown))}{(PolicyChanges.Count > Shown ? "; …" : string.Empty)}";

    public override CommandLine Command => Deploy.To(RestApiId, StageName);

    /// <summary>
    /// Whom a deployment lets in beside the call that it is made for: a policy that waited for one takes effect with it. Null where none
    /// waits.
    /// </summary>
    /// <param name="evaluation">The call.</param>
    /// <param name="stageName">The stage that is deployed to.</param>
    public static string? Waiting(EvaluationContext evaluation, string stageName) =>
        evaluation is { Stage.DeploymentId.Length: > 0, Deployed.IsCurrent: true }
            ? null
            : $"stage {stageName} of API {evaluation.Call.RestApiId} to whom the API's policy, as it is now, lets in";

    public override AccountSnapshot Apply(AccountSnapshot snapshot) => Deployed(snapshot, RestApiId, StageName);

    /// <summary>
    /// The facts once it is deployed. What the methods are is known only of a stage that was read: of a new one they are not.
    /// </summary>
    public static AccountSnapshot Deployed(AccountSnapshot snapshot, string restApiId, string stageName) =>
        snapshot with
        {
            Apis = Replace(
                snapshot.Apis,
                api => api.Id == restApiId,
                api =>
                    api with
                    {
                        Stages = api.Stages.Any(stage => stage.Name == stageName)
                            ? Replace(api.Stages, stage => stage.Name == stageName, stage => Served(api, stage))
                            : [.. api.Stages, Served(api, new StageFact { Name = stageName })],
                    }
            ),
        };

    private static StageFact Served(ApiFact api, StageFact stage) =>
        stage with
        {
            DeploymentId = New,
            PolicyRecord = null,
            SettingsRecord = DeployedSettings.Of(New, DeployedSettings.Write(api.DisableExecuteApiEndpoint, api.Associated)),
            IsPolicyExported = true,
            ExportedPolicy = api.Policy,
        };
}
