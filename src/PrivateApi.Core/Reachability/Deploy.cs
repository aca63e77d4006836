using PrivateApi.Policy.Analysis;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>The command that deploys an API, which several checks end with.</summary>
internal static class Deploy
{
    /// <summary>The change that deploys it; only advice where the reader has to choose a stage.</summary>
    public static Remedy Change(EvaluationContext evaluation, string? stageName) =>
        stageName is null
            ? Remedy.Of(To(evaluation.Call.RestApiId, null))
            : Remedy.Of(
                new DeploymentChange(evaluation.Call.RestApiId, stageName) { Brings = DeploymentChange.Waiting(evaluation, stageName) }
            );

    /// <summary>The change by which the current policy takes effect on the stage called, found where somebody asks.</summary>
    public static Remedy Policy(EvaluationContext evaluation) =>
        Remedy.Later(() =>
            new DeploymentChange(evaluation.Api!.Id, evaluation.Stage!.Name)
            {
                Brings = DeploymentChange.Waiting(evaluation, evaluation.Stage.Name),
                PolicyChanges = PolicyDiff.Compare(
                    evaluation.Policy(evaluation.Deployed?.Text),
                    evaluation.Policy(evaluation.Api.Policy),
                    evaluation.Context
                ),
            }
        );

    /// <param name="restApiId">The API.</param>
    /// <param name="stageName">The stage; null where the reader has to choose one.</param>
    public static CommandLine To(string restApiId, string? stageName)
    {
        CommandLine command = CommandLine.ForCmdlet("Publish-PrivateApi").With("RestApiId", restApiId);
        return stageName is null ? command : command.With("StageName", stageName); // The command asks for what it is not told.
    }
}
