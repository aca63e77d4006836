using PrivateApi.Facts;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>The resource policy that a stage enforces, as far as it can be known.</summary>
/// <param name="Text">The policy; null for none, and when it is not known.</param>
/// <param name="IsKnown">False when neither record nor export tells.</param>
/// <param name="IsCurrent">Whether it means the same as the API's current one; null when it is not known.</param>
/// <param name="Evidence">How it is known, in words.</param>
internal sealed record DeployedPolicy(string? Text, bool IsKnown, bool? IsCurrent, string Evidence)
{
    public static DeployedPolicy Of(AccountSnapshot snapshot, ApiFact api, StageFact stage, PolicyContext context)
    {
        string? current = snapshot.Index.PolicyHash(api.Policy, context);
        string? exported = snapshot.Index.PolicyHash(stage.ExportedPolicy, context);
        if (PolicyRecord.Read(stage.PolicyRecord, stage.DeploymentId) is { } recorded)
        {
            string record = $"the record of deployment {stage.DeploymentId} on stage {stage.Name}";
            return recorded == current ? new(api.Policy, true, true, $"{record} proves it")
                : recorded == exported ? new(stage.ExportedPolicy, true, false, $"{record} differs from the current policy; the stage's export has the text")
                : new(null, false, false, $"{record} is for a policy that is neither the current one nor the export's");
        }

        if (!stage.IsExported || !stage.IsPolicyExported)
        {
            return new(null, false, null, $"stage {stage.Name} has no record of its policy, and its export could not be read{(snapshot.Missing("Export") is { } denied ? $": {denied.Permission} is denied" : string.Empty)}");
        }

        // AWS documents nowhere whether an export shows the deployed policy or the current one.
        return new(stage.ExportedPolicy, true, exported == current, $"stage {stage.Name} has no record of its policy; this is what its export shows, and AWS does not document which policy an export shows");
    }
}
