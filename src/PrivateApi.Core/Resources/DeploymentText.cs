using System.Text.RegularExpressions;

namespace PrivateApi.Resources;

/// <summary>
/// A deployment's description: the user's words, the id of the attempt that made it, and the hash of the policy that it took along.
/// AWS shows nowhere which policy a deployment has; a stage's tag says it only of the deployment that the stage serves.
/// </summary>
internal static partial class DeploymentText
{
    /// <summary>The description of a new deployment.</summary>
    /// <param name="words">The user's own; null for none.</param>
    /// <param name="attempt">The id by which the deployment is found if its answer is lost.</param>
    /// <param name="policyHash">SHA-256 of the canonical policy; null for an API without one.</param>
    public static string Write(string? words, string attempt, string? policyHash)
    {
        string text = $"{words} [{ResourceTags.Step}={attempt}]".TrimStart();
        return policyHash is null ? text : $"{text} [{ApiTags.Policy}={policyHash}]";
    }

    /// <summary>The user's own words; null for none.</summary>
    public static string? Words(string? description)
    {
        string words = description is null ? string.Empty : Ours().Replace(description, string.Empty).Trim();
        return words.Length == 0 ? null : words;
    }

    /// <summary>The hash of the policy that the deployment took along; null without a record.</summary>
    public static string? PolicyHash(string? description) =>
        description is not null && Ours().Match(description) is { Success: true } ours && ours.Groups["hash"] is { Success: true } hash
            ? hash.Value
            : null;

    // At the end alone: what a user writes before it is no record.
    [GeneratedRegex(
        @"\[privateapi:step=[0-9a-f]{32}\](?: \[privateapi:policy=(?<hash>[0-9a-f]{64})\])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Ours();
}
