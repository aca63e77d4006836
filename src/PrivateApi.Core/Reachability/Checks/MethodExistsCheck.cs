using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A path or verb that the deployment does not have answers 403 "Missing Authentication Token", not 404 or 405.</summary>
internal sealed class MethodExistsCheck : IPathCheck
{
    public CheckName Name => CheckName.MethodExists;

    public Finding Judge(Walk walk) => walk switch
    {
        { Stage: null } => Finding.NotApplicable("there is no stage to check"),
        { Stage.IsExported: false } => Finding.Skipped($"the methods of stage {walk.Stage.Name} could not be read: {walk.Snapshot.Missing("Export")?.Permission ?? "apigateway:GET on the stage's export"} is denied"),
        { Method: { } method } => Finding.Passed($"{method.Verb} {method.Path} matches {walk.Call.Method} {SecretText.Path(walk.Call.Path)}"),
        _ => Finding.Refused(
            $"the deployment of stage {walk.Stage.Name} has no method for {walk.Call.Method} {SecretText.Path(walk.Call.Path)}; {Known(walk)}",
            CommandLine.Of("Set-PrivateApi").With("RestApiId", walk.Call.RestApiId).With("OpenApi", CommandValue.Placeholder("definition")).With("StageName", walk.Stage.Name),
            DeniedAnswer.MissingAuthenticationToken),
    };

    private static string Known(Walk walk)
    {
        string? resource = PathTemplate.Best(walk.Stage!.Method.Select(item => item.Path).Distinct(), walk.Call.Path);
        string[] verbs = [.. walk.Stage.Method.Where(method => method.Path == resource).Select(method => method.Verb)];
        return verbs.Length > 0 ? $"that path has {string.Join(", ", verbs)}"
            : walk.Stage.Method.Count == 0 ? "it has no methods at all"
            : $"it has {string.Join(", ", walk.Stage.Method.Take(5).Select(method => $"{method.Verb} {method.Path}"))}{(walk.Stage.Method.Count > 5 ? ", …" : string.Empty)}";
    }
}
