using PrivateApi.Facts;
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

    /// <summary>On a stage: the deployment, and the settings that it took along (<see cref="DeployedSettings"/>).</summary>
    public const string Settings = "privateapi:settings";

    /// <summary>The tags of a stage that prove what the deployment it serves took along.</summary>
    /// <param name="deploymentId">The deployment that the stage serves.</param>
    /// <param name="policyHash">SHA-256 of the canonical policy.</param>
    /// <param name="definitionHash">The API's tag of the definition that was imported last; null without one.</param>
    /// <param name="settings">The API's settings, as <see cref="DeployedSettings.Write"/> has them; null where they are not known.</param>
    public static Dictionary<string, string> Record(string deploymentId, string policyHash, string? definitionHash, string? settings)
    {
        Dictionary<string, string> tags = new() { [Policy] = PolicyRecord.Write(deploymentId, policyHash) };
        if (settings is not null)
        {
            tags[Settings] = DeployedSettings.Of(deploymentId, settings);
        }

        if (definitionHash is not null)
        {
            tags[Definition] = $"{deploymentId}/{definitionHash}";
        }

        return tags;
    }
}
