using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What <c>Publish-PrivateApi</c> would do to a stage.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="ApiName">The API's name.</param>
/// <param name="Before">The stage as it is; null where it does not exist.</param>
/// <param name="Operations">The changes of its settings, as UpdateStage takes them; empty where nothing changes.</param>
/// <param name="Back">What takes them back; empty for a stage that does not exist.</param>
internal sealed record StageRevision(
    StageSpec Spec,
    string ApiName,
    Stage? Before,
    IReadOnlyList<PatchOperation> Operations,
    IReadOnlyList<PatchOperation> Back
)
{
    /// <summary>True when nothing is to be done at all.</summary>
    public bool IsNothing => Spec.IsWithoutDeployment && Operations.Count == 0;

    /// <summary>The API in words.</summary>
    public string Target => $"{ApiName} ({Spec.RestApiId})";

    /// <summary>The change in words, without the API.</summary>
    public string Action()
    {
        List<string> words = [];
        if (Spec.Canary is { } canary)
        {
            words.Add($"Deploy as the canary of stage {Spec.StageName}, for {StagePatches.Number(canary.Percent)} % of its calls");
        }
        else if (!Spec.IsWithoutDeployment)
        {
            words.Add($"Deploy to stage {Spec.StageName}");
        }

        if (Operations.Count > 0)
        {
            string what = string.Join(", ", Operations.Select(Words).Distinct());
            words.Add(words.Count == 0 ? $"Change stage {Spec.StageName}: {what}" : $"change its settings: {what}");
        }

        return VisibleText.Escaped(string.Join("; ", words));
    }

    private static string Words(PatchOperation operation) =>
        operation.Op == "remove" ? $"remove {operation.Path}" : $"{operation.Path} = {SecretText.Redact(operation.Value ?? string.Empty)}";
}
