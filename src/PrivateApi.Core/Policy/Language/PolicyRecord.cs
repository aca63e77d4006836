namespace PrivateApi.Policy.Language;

/// <summary>
/// The record that a deployment leaves on its stage, <c>{deploymentId}/{sha256 of the canonical policy}</c>: nothing in AWS's API
/// shows which policy a stage enforces. It counts only while the stage serves that deployment, so that a deployment by
/// somebody else is never mistaken for ours.
/// </summary>
internal static class PolicyRecord
{
    public static string Write(string deploymentId, string canonicalHash) => $"{deploymentId}/{canonicalHash}";

    /// <summary>The hash recorded for a deployment; null without a valid record.</summary>
    public static string? Read(string? text, string? deploymentId) =>
        text?.Split('/') is [string deployment, { Length: 64 } hash] && deployment == deploymentId ? hash : null;
}
