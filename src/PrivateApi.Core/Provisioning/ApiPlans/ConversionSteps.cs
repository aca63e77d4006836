using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>The steps of a conversion, each with what takes it back.</summary>
internal sealed class ConversionSteps(AwsSession session, ApiConversion change, IProgress<ProgressEvent> progress)
{
    private const string StagePrefix = "deployment/";

    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly Publisher _publisher = new(session);

    private string Id => change.RestApiId;

    /// <summary>The stage that a step deploys to; null for other steps.</summary>
    public static string? StageOf(PlanStep step) =>
        step.Name.StartsWith(StagePrefix, StringComparison.Ordinal) ? step.Name[StagePrefix.Length..] : null;

    /// <summary>The steps, in order.</summary>
    /// <param name="stages">The stages to deploy to, as they are.</param>
    public IReadOnlyList<PlanStep> Make(IReadOnlyList<AwsStage> stages)
    {
        List<PlanStep> steps = [];
        if (change.Policy is { } policy)
        {
            steps.Add(SetPolicy(policy));
        }

        if (change.ToPrivate)
        {
            if (change.OldType == "EDGE")
            {
                steps.Add(ChangeType("EDGE", "REGIONAL"));
            }

            if (change.OldType != "PRIVATE")
            {
                steps.Add(ChangeType("REGIONAL", "PRIVATE"));
            }

            AddAssociations(steps);
        }
        else
        {
            AddAssociations(steps);
            if (change.OldType != "REGIONAL")
            {
                steps.Add(ChangeType(change.OldType, "REGIONAL"));
            }

            if (change.RemovesPolicy)
            {
                steps.Add(RemovePolicy());
            }
        }

        steps.AddRange(stages.Select(Deployment));
        return steps;
    }

    private void AddAssociations(List<PlanStep> steps)
    {
        if (change.Added.Count + change.Removed.Count > 0)
        {
            steps.Add(Associations());
        }
    }

    private PlanStep SetPolicy(PolicyDocument policy) =>
        Setting(
            "policy",
            $"Set the policy {policy.ToJson()}",
            "Set the policy",
            api => policy.MeansSame(Apis.PolicyOf(api), change.Context),
            [ApiSettings.Replace("/policy", policy.ToJson())],
            _ => [PolicyBefore()],
            CommandLine.ForCmdlet("Set-PrivateApiPolicy").With("RestApiId", Id).With("Policy", change.Before.Policy ?? string.Empty)
        );

    private PlanStep RemovePolicy() =>
        Setting(
            "no policy",
            "Remove the policy",
            "Remove the policy",
            api => string.IsNullOrWhiteSpace(api.Policy),
            [ApiSettings.Replace("/policy", string.Empty)],
            _ => [PolicyBefore()],
            CommandLine.ForCmdlet("Set-PrivateApiPolicy").With("RestApiId", Id).With("Policy", change.Before.Policy ?? string.Empty)
        );

    // An empty value removes a policy (API Gateway reference, "Patch operations"); the same as it came with otherwise.
    private PatchOperation PolicyBefore() => ApiSettings.Replace("/policy", Apis.PolicyOf(change.Before)?.ToJson() ?? string.Empty);

    private PlanStep ChangeType(string from, string to) =>
        Setting(
            $"type {to}",
            $"Change the endpoint type from {from} to {to}",
            $"Change the endpoint type from {from} to {to}",
            api => Apis.TypeOf(api) == to,
            [ApiSettings.Replace($"/endpointConfiguration/types/{from}", to)],
            _ => [ApiSettings.Replace($"/endpointConfiguration/types/{to}", from)],
            CommandLine.ForCmdlet("Set-PrivateApi").With("RestApiId", Id).With("EndpointType", from == "PRIVATE" ? "Private" : "Regional")
        );

    private PlanStep Associations()
    {
        IReadOnlyList<string> before = Apis.VpcEndpointIds(change.Before);
        string[] what =
        [
            .. change.Added.Count > 0 ? [$"Associate it with {string.Join(", ", change.Added)}"] : Array.Empty<string>(),
            .. change.Removed.Count > 0 ? [$"Remove its association with {string.Join(", ", change.Removed)}"] : Array.Empty<string>(),
        ];
        return Setting(
            "associations",
            string.Join("; ", what),
            string.Join("; ", what),
            api => Apis.VpcEndpointIds(api).ToHashSet(StringComparer.Ordinal).SetEquals(change.VpcEndpointIds),
            [.. ApiSettings.Associations(before, change.VpcEndpointIds)],
            now => [.. ApiSettings.Associations(Apis.VpcEndpointIds(now), before)],
            CommandLine.ForCmdlet("Set-PrivateApi").With("RestApiId", Id).With("VpcEndpointId", before)
        );
    }

    private PlanStep Setting(
        string name,
        string description,
        string label,
        Func<RestApi, bool> isSo,
        List<PatchOperation> make,
        Func<RestApi, List<PatchOperation>> undo,
        CommandLine removal
    )
    {
        bool tried = false;
        return new PlanStep
        {
            Name = name,
            Description = description,
            Label = label,
            Find = FindAsync,
            FindOwn = async stop => tried ? await FindAsync(stop) : null,
            Create = async stop =>
            {
                tried = true;
                await _changes.PatchAsync(Id, make, progress, stop);
                return Id;
            },
            Undo = async (_, told, stop) => await _changes.PatchAsync(Id, undo(await _apis.GetRestApiAsync(Id, stop)), told, stop),
            RemovalCommand = _ => removal,
        };

        async Task<string?> FindAsync(CancellationToken stop) => isSo(await _apis.GetRestApiAsync(Id, stop)) ? Id : null;
    }

    /// <summary>A deployment, taken back by pointing the stage to the one that it served before.</summary>
    private PlanStep Deployment(AwsStage stage)
    {
        PlanStep step = _publisher.Step(() => Id, stage.StageName, null, null, null, null, () => !change.ChangesApi, progress);
        return new PlanStep
        {
            Name = StagePrefix + stage.StageName,
            Description = $"Deploy it to stage {stage.StageName}",
            Find = step.Find,
            FindOwn = step.FindOwn,
            IsLeftToOthers = step.IsLeftToOthers,
            Create = step.Create,
            Undo = stage.DeploymentId is not { } before
                ? null
                : (_, told, stop) =>
                    CanaryRelease.PatchAsync(
                        session,
                        _changes,
                        Id,
                        stage.StageName,
                        [ApiSettings.Replace("/deploymentId", before)],
                        told,
                        stop
                    ),
            RemovalCommand = stage.DeploymentId is not { } old
                ? null
                : _ =>
                    CommandLine
                        .ForCmdlet("Restore-PrivateApi")
                        .With("RestApiId", Id)
                        .With("StageName", stage.StageName)
                        .With("DeploymentId", old),
        };
    }
}
