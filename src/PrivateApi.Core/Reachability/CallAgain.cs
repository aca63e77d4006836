using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>The judged call as a command, for a check that wants something added to it.</summary>
internal static class CallAgain
{
    public static CommandLine Of(Walk walk)
    {
        CommandLine command = CommandLine.Of("Invoke-PrivateApi").With("RestApiId", walk.Call.RestApiId);
        command = walk.Call.StageName is { } stage ? command.With("StageName", stage) : command;
        command = walk.Call.Method == "GET" ? command : command.With("Method", walk.Call.Method);
        return command.With("Path", SecretText.Path(walk.Call.Path));
    }
}
