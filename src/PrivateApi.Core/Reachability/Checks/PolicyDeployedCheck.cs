using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>A policy has no effect before it is deployed (API Gateway guide, "Create and attach an API Gateway resource policy").</summary>
internal sealed class PolicyDeployedCheck : IPathCheck
{
    public CheckName Name => CheckName.PolicyDeployed;

    public Finding Judge(Walk walk) => walk.Deployed switch
    {
        null => Finding.NotApplicable("there is no stage to check"),
        { IsCurrent: true } => Finding.Passed($"stage {walk.Stage!.Name} enforces the current policy: {walk.Deployed.Evidence}"),
        { IsCurrent: false } => Finding.Refused($"stage {walk.Stage!.Name} enforces a policy other than the current one: {walk.Deployed.Evidence}", Deploy.To(walk.Call.RestApiId, walk.Stage.Name), null),
        _ => Finding.Skipped(walk.Deployed.Evidence),
    };
}
