using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>The judged call as a command, for a check that wants something added to it.</summary>
internal static class CallAgain
{
    public static CommandLine CommandFor(EvaluationContext evaluation)
    {
        CommandLine command = CommandLine.ForCmdlet("Invoke-PrivateApi").With("RestApiId", evaluation.Call.RestApiId);
        command = evaluation.Call.StageName is { } stage ? command.With("StageName", stage) : command;
        command = evaluation.Call.Method == "GET" ? command : command.With("Method", evaluation.Call.Method);
        return command.With("Path", SecretText.Path(evaluation.Call.Path));
    }
}
