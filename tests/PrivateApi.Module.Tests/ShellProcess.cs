using System.Diagnostics;

namespace PrivateApi.Tests;

/// <summary>The shell as a process of its own, as a user starts it.</summary>
internal static class ShellProcess
{
    public static async Task<ShellRun> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ShellRun(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [ModuleSession.Metadata("Shell"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
        WorkingDirectory = ModuleSession.RepositoryRoot,
    })!;
}
