using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>A policy has no effect before it is deployed (API Gateway guide, "Create and attach an API Gateway resource policy").</summary>
internal sealed class PolicyDeployedCheck : IPathCheck
{
    public CheckName Name => CheckName.PolicyDeployed;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation.Deployed switch
        {
            null => Finding.NotApplicable("there is no stage to check"),
            { IsCurrent: true } => Finding.Passed(
                $"stage {evaluation.Stage!.Name} enforces the current policy: {evaluation.Deployed.Evidence}"
            ),
            { IsCurrent: false } => Finding.Refused(
                $"stage {evaluation.Stage!.Name} enforces a policy other than the current one: {evaluation.Deployed.Evidence}",
                Deploy.Change(evaluation, evaluation.Stage.Name),
                null
            ),
            _ => Finding.Skipped(evaluation.Deployed.Evidence),
        };
}
