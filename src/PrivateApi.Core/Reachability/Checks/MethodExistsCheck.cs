using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A path or verb that the deployment does not have answers 403 "Missing Authentication Token", not 404 or 405.</summary>
internal sealed class MethodExistsCheck : IPathCheck
{
    public CheckName Name => CheckName.MethodExists;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Stage: null } => Finding.NotApplicable("there is no stage to check"),
            { Stage.IsExported: false } => Finding.Skipped(
                $"the methods of stage {evaluation.Stage.Name} could not be read: "
                    + $"{evaluation.Snapshot.Missing("Export")?.Permission ?? "apigateway:GET on the stage's export"} is denied"
            ),
            { Method: { } method } => Finding.Passed(
                $"{method.Verb} {method.Path} matches {evaluation.Call.Method} {SecretText.Path(evaluation.Call.Path)}"
            ),
            _ => Finding.Refused(
                $"the deployment of stage {evaluation.Stage.Name} has no method for {evaluation.Call.Method} "
                    + $"{SecretText.Path(evaluation.Call.Path)}; {Known(evaluation)}. Call what is there, or add the method to the API's "
                    + "definition and deploy it; Set-PrivateApi takes a definition and deploys it as well",
                null,
                DeniedAnswer.MissingAuthenticationToken
            ),
        };

    private static string Known(EvaluationContext evaluation)
    {
        string? resource = PathTemplate.Best(evaluation.Stage!.Methods.Select(item => item.Path).Distinct(), evaluation.Call.Path);
        string[] verbs = [.. evaluation.Stage.Methods.Where(method => method.Path == resource).Select(method => method.Verb)];
        return verbs.Length > 0 ? $"that path has {string.Join(", ", verbs)}"
            : evaluation.Stage.Methods.Count == 0 ? "it has no methods at all"
            : "it has "
                + string.Join(", ", evaluation.Stage.Methods.Take(5).Select(method => $"{method.Verb} {method.Path}"))
                + (evaluation.Stage.Methods.Count > 5 ? ", …" : string.Empty);
    }
}
