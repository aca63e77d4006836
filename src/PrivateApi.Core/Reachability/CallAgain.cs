using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>The judged call as a command, for a check that wants something added to it.</summary>
internal static class CallAgain
{
    public static CommandLine CommandFor(EvaluationContext evaluation) => CommandFor(evaluation.Call);

    /// <summary>Another call as a command.</summary>
    public static CommandLine CommandFor(PathCall call)
    {
        CommandLine command = CommandLine.ForCmdlet("Invoke-PrivateApi").With("RestApiId", call.RestApiId);
        command = call.StageName is { } stage ? command.With("StageName", stage) : command;
        command = call.Method == "GET" ? command : command.With("Method", call.Method);
        return command.With("Path", SecretText.Path(call.Path));
    }
}
