using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>The resource policy that a stage enforces, as far as it can be known.</summary>
/// <param name="Text">The policy; null for none, and when it is not known.</param>
/// <param name="Source">What tells it: record, export, or nothing.</param>
/// <param name="IsCurrent">Whether it means the same as the API's current one; null when it is not known.</param>
/// <param name="Evidence">How it is known, in words.</param>
internal sealed record DeployedPolicy(string? Text, PolicyEvidence Source, bool? IsCurrent, string Evidence)
{
    /// <summary>False when neither record nor export tells.</summary>
    public bool IsKnown => Source != PolicyEvidence.Unknown;

    public static DeployedPolicy Determine(AccountSnapshot snapshot, ApiFact api, StageFact stage, PolicyContext context)
    {
        PolicyCopy? exported = stage.IsExported && stage.IsPolicyExported ? Copy(stage.ExportedPolicy) : null;
        DeployedPolicy deployed = Determine(stage.Name, stage.DeploymentId, stage.PolicyRecord, Copy(api.Policy), exported);
        return deployed.IsCurrent is null && snapshot.Missing("Export") is { } denied
            ? deployed with
            {
                Evidence = $"{deployed.Evidence}: {denied.Permission} is denied",
            }
            : deployed;

        PolicyCopy Copy(string? text) => new(text, snapshot.Index.PolicyHash(text, context));
    }

    /// <summary>
    /// Nothing in AWS's API shows it for certain: our record on the stage proves it, otherwise the stage's export is a hint.
    /// </summary>
    /// <param name="stageName">The stage.</param>
    /// <param name="deploymentId">The deployment that it serves.</param>
    /// <param name="record">Our record on it, as the tag says; null for none.</param>
    /// <param name="current">The API's policy.</param>
    /// <param name="exported">The policy of the stage's export; null while the export was not read.</param>
    public static DeployedPolicy Determine(string stageName, string deploymentId, string? record, PolicyCopy current, PolicyCopy? exported)
    {
        if (PolicyRecord.Read(record, deploymentId) is { } recorded)
        {
            string proof = $"the record of deployment {deploymentId} on stage {stageName}";
            return recorded == current.Hash ? new(current.Text, PolicyEvidence.Record, true, $"{proof} proves it")
                : recorded == exported?.Hash
                    ? new(
                        exported.Text,
                        PolicyEvidence.Record,
                        false,
                        $"{proof} differs from the current policy; the stage's export has the text"
                    )
                : new(null, PolicyEvidence.Unknown, false, $"{proof} is for a policy that is neither the current one nor the export's");
        }

        // AWS documents nowhere whether an export shows the deployed policy or the current one.
        return exported is null
            ? new(null, PolicyEvidence.Unknown, null, $"stage {stageName} has no record of its policy, and its export could not be read")
            : new(
                exported.Text,
                PolicyEvidence.Export,
                exported.Hash == current.Hash,
                $"stage {stageName} has no record of its policy; this is what its export shows, and AWS does "
                    + "not document which policy an export shows"
            );
    }
}
