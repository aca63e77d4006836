using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What becomes of a stage's canary.</summary>
/// <param name="Api">The API.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Canary">Its canary.</param>
/// <param name="Promotes">True to make its deployment the stage's own; false to take it away.</param>
internal sealed record CanaryRevision(RestApi Api, Stage Stage, CanarySettings Canary, bool Promotes)
{
    /// <summary>The change in words.</summary>
    public string Action()
    {
        string canary =
            $"its canary, deployment {Canary.DeploymentId} with {StagePatches.Number(Canary.PercentTraffic ?? 0)} % of its calls";
        string variables = Canary.StageVariableOverrides is { Count: > 0 } overrides
            ? $", with its stage variables {string.Join(", ", overrides.Keys.Order(StringComparer.Ordinal))}"
            : string.Empty;
        return VisibleText.Escaped(
            Promotes
                ? $"Promote {canary}{variables}: it takes the place of deployment {Stage.DeploymentId}"
                : $"Abandon {canary}: all calls go to deployment {Stage.DeploymentId}"
        );
    }

    /// <summary>What the guide says a promotion is, in its order; removing the canary is another call.</summary>
    public List<PatchOperation> Promotion()
    {
        List<PatchOperation> operations =
        [
            ApiSettings.Replace("/canarySettings/percentTraffic", "0.0"),
            Copy("/canarySettings/deploymentId", "/deploymentId"),
        ];
        if (Canary.StageVariableOverrides is { Count: > 0 })
        {
            operations.Add(Copy("/canarySettings/stageVariableOverrides", "/variables"));
        }

        return operations;
    }

    private static PatchOperation Copy(string from, string to) =>
        new()
        {
            Op = "copy",
            From = from,
            Path = to,
        };
}
