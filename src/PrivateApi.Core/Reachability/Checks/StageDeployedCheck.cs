using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A stage that is not there answers 403 Forbidden, not 404.</summary>
internal sealed class StageDeployedCheck : IPathCheck
{
    public CheckName Name => CheckName.StageDeployed;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Api is not { } api)
        {
            return Finding.NotApplicable("there is no API to check");
        }

        CommandLine publish = Deploy.To(api.Id, evaluation.Call.StageName);
        return evaluation.Stage switch
        {
            null when evaluation.Snapshot.Missing("Stage") is { } denied => Finding.Skipped(
                $"the stages of {api.Id} could not be read: {denied.Permission} is denied"
            ),
            null when api.Stages.Count == 0 => Finding.Refused(
                $"{api.Id} has no stage: it was never deployed",
                publish,
                DeniedAnswer.Forbidden
            ),
            null => Finding.Refused(
                $"{api.Id} has no stage '{evaluation.Call.StageName}'; it has "
                    + $"{string.Join(", ", api.Stages.Select(stage => stage.Name))} (names are case-sensitive)",
                publish,
                DeniedAnswer.Forbidden
            ),
            { DeploymentId.Length: 0 } => Finding.Refused(
                $"stage {evaluation.Stage.Name} of {api.Id} serves no deployment",
                publish,
                DeniedAnswer.Forbidden
            ),
            _ => Finding.Passed($"stage {evaluation.Stage.Name} serves deployment {evaluation.Stage.DeploymentId}"),
        };
    }
}
