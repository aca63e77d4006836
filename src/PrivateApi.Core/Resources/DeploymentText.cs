using System.Text.RegularExpressions;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;

namespace PrivateApi.Resources;

/// <summary>
/// A deployment's description: the user's words, the id of the attempt that made it, and the hashes of the policy and of the definition
/// that it took along.
/// AWS shows nowhere which policy a deployment has; a stage's tag says it only of the deployment that the stage serves.
/// </summary>
internal static partial class DeploymentText
{
    /// <summary>The description of a new deployment.</summary>
    /// <param name="words">The user's own; null for none.</param>
    /// <param name="attempt">The id by which the deployment is found if its answer is lost.</param>
    /// <param name="policyHash">SHA-256 of the canonical policy; null for an API without one.</param>
    /// <param name="definitionHash">The API's tag of the definition that was imported last; null without one.</param>
    /// <param name="settings">The API's settings, as <see cref="DeployedSettings.Write"/> has them; null to leave them out.</param>
    public static string Write(string? words, string attempt, string? policyHash, string? definitionHash, string? settings) =>
        string.Concat(
            $"{words} [{ResourceTags.Step}={attempt}]".TrimStart(),
            policyHash is null ? string.Empty : $" [{ApiTags.Policy}={policyHash}]",
            // The tag is as anybody left it.
            definitionHash is null
            || !Hash().IsMatch(definitionHash)
                ? string.Empty
                : $" [{ApiTags.Definition}={definitionHash}]",
            settings is null ? string.Empty : $" [{ApiTags.Settings}={settings}]"
        );

    /// <summary>The user's own words; null for none.</summary>
    public static string? Words(string? description)
    {
        string words = description is null ? string.Empty : Ours().Replace(description, string.Empty).Trim();
        return words.Length == 0 ? null : words;
    }

    /// <summary>The hash of the policy that the deployment took along; null without a record.</summary>
    public static string? PolicyHash(string? description) => Part(description, "hash");

    /// <summary>The record of the settings that a deployment took along, as a stage's tag has it; null without one.</summary>
    public static string? Settings(Deployment deployment) =>
        Part(deployment.Description, "settings") is { } settings ? DeployedSettings.Of(deployment.Id, settings) : null;

    /// <summary>The tags by which a stage that serves the deployment proves what is live; null without a record of the policy.</summary>
    public static Dictionary<string, string>? Record(Deployment deployment) =>
        PolicyHash(deployment.Description) is { } policy
            ? ApiTags.Record(deployment.Id, policy, Part(deployment.Description, "definition"), Part(deployment.Description, "settings"))
            : null;

    private static string? Part(string? description, string name) =>
        description is not null && Ours().Match(description) is { Success: true } ours && ours.Groups[name] is { Success: true } part
            ? part.Value
            : null;

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    // At the end alone: what a user writes before it is no record.
    [GeneratedRegex(
        @"\[privateapi:step=[0-9a-f]{32}\](?: \[privateapi:policy=(?<hash>[0-9a-f]{64})\])?"
            + @"(?: \[privateapi:definition=(?<definition>[0-9a-f]{64})\])?"
            + @"(?: \[privateapi:settings=(?<settings>[01]/[0-9a-f+]*)\])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Ours();
}
