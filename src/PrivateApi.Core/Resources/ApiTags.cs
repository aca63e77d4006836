using PrivateApi.Policy.Language;

namespace PrivateApi.Resources;

/// <summary>Our tags on APIs and stages, besides <see cref="ResourceTags"/>.</summary>
internal static class ApiTags
{
    /// <summary>On an API: hash of the definition that was imported last.</summary>
    public const string Definition = "privateapi:definition";

    /// <summary>
    /// On a stage: <c>{deploymentId}/{sha256 of the canonical policy}</c>; counts only while the stage serves that deployment.
    /// </summary>
    public const string Policy = "privateapi:policy";

    /// <summary>The hash that a stage's record has for the deployment it serves; null without a valid record.</summary>
    public static string? DeployedPolicyHash(IReadOnlyDictionary<string, string>? stageTags, string? deploymentId) =>
        PolicyRecord.Read(stageTags?.GetValueOrDefault(Policy), deploymentId);
}
