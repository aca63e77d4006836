using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;
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

        Remedy publish = Deploy.Change(evaluation, evaluation.Call.StageName);
        return evaluation.Stage switch
        {
            null when evaluation.Snapshot.Missing("Stage") is { } denied => Finding.Skipped(
                $"the stages of {api.Id} could not be read: {denied.Permission} is denied"
            ),
            null when api is { Stages.Count: 0, IsPrivate: true, Policy: null } => Finding.Refused(
                $"{api.Id} has no stage: it was never deployed, and cannot be, since it is PRIVATE and has no resource policy",
                FirstPolicy(evaluation, api),
                DeniedAnswer.Forbidden
            ),
            null when api.Stages.Count == 0 => Finding.Refused(
                $"{api.Id} has no stage: it was never deployed",
                publish,
                DeniedAnswer.Forbidden
            ),
            null when evaluation.Call.Host is not null || evaluation.Domain is not null => MissingInUrl(evaluation, api),
            null => Finding.Refused(
                $"{api.Id} has no stage '{evaluation.Call.StageName}'; it has {Names(api)} (names are case-sensitive)",
                WithStage(evaluation, api),
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

    private static Remedy? FirstPolicy(EvaluationContext evaluation, ApiFact api)
    {
        if (evaluation.EndpointId is not { } endpoint)
        {
            return null;
        }

        CommandLine command = CommandLine.ForCmdlet("Set-PrivateApiPolicy").With("RestApiId", api.Id).With("AddSourceVpce", endpoint);
        return evaluation.Call.StageName is { } stage && PolicyChanges.ForApi(evaluation, stage) is { } change ? change : command;
    }

    // A stage that is made for a URL would answer under a name that nobody chose.
    private static Finding MissingInUrl(EvaluationContext evaluation, ApiFact api)
    {
        PathCall call = evaluation.Call;
        string whole = call.StageName is null ? call.Path : "/" + call.StageName + (call.Path == "/" ? string.Empty : call.Path);
        StageFact? meant = Meant(api, call, whole);
        bool isSpelling = meant is not null && string.Equals(meant.Name, call.StageName, StringComparison.OrdinalIgnoreCase);
        StageFact shown = meant ?? api.Stages[0];
        string words =
            call.StageName is null ? $"the URL has no stage; {api.Id} has {Names(api)}"
            : isSpelling ? $"{api.Id} has no stage '{call.StageName}', but {shown.Name}: names are case-sensitive"
            : meant is not null ? $"the URL has no stage: '{call.StageName}' begins a path of stage {shown.Name} of {api.Id}"
            : $"{api.Id} has no stage '{call.StageName}', the first part of the URL's path; it has {Names(api)}";
        return Finding.Refused(
            words,
            CallAgain.CommandFor(call with { StageName = shown.Name, Path = isSpelling || call.StageName is null ? call.Path : whole }),
            DeniedAnswer.Forbidden
        );
    }

    // Nor would one whose name was mistyped: the same test says whether a stage that is there is the one meant.
    private static CommandLine WithStage(EvaluationContext evaluation, ApiFact api)
    {
        PathCall call = evaluation.Call;
        CommandLine command = CommandLine
            .ForCmdlet("Test-PrivateApi")
            .With("RestApiId", api.Id)
            .With("StageName", (Meant(api, call, call.Path) ?? api.Stages[0]).Name);
        command = call.Method == "GET" ? command : command.With("Method", call.Method);
        command = command.With("Path", SecretText.Path(call.Path));
        return call.Caller is not { SubnetId: { } subnet } ? command
            : call.Caller.SecurityGroupIds is { Count: > 0 } groups ? command.With("SubnetId", subnet).With("SecurityGroupId", groups)
            : command.With("SubnetId", subnet);
    }

    private static StageFact? Meant(ApiFact api, PathCall call, string path) =>
        api.Stages.FirstOrDefault(stage => string.Equals(stage.Name, call.StageName, StringComparison.OrdinalIgnoreCase))
        ?? api.Stages.FirstOrDefault(stage => stage is { IsExported: true } && Takes(stage, call.Method, path));

    private static bool Takes(StageFact stage, string method, string path) =>
        PathTemplate.Route(stage.Methods.Select(item => (item.Path, item.Verb)), method, path) is not null;

    private static string Names(ApiFact api) => string.Join(", ", api.Stages.Select(stage => stage.Name));
}
