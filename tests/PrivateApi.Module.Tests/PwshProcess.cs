using System.Diagnostics;

namespace PrivateApi.Tests;

/// <summary>
/// Real PowerShell as a process of its own, as a user starts it: for what a second context, an exit code or a whole script tells.
/// </summary>
internal static class PwshProcess
{
    /// <summary>Runs PowerShell to its end, in the repository's root; the module is imported by the first command that needs it.</summary>
    /// <param name="arguments">Arguments of <c>pwsh</c>.</param>
    public static async Task<PwshRun> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(
            "dotnet",
            ["exec", ModuleSession.Metadata("Pwsh"), "-NoLogo", "-NoProfile", "-NonInteractive", .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = ModuleSession.RepositoryRoot,
        };
        start.Environment["PSModulePath"] = Path.GetDirectoryName(ModuleSession.StagedModule.TrimEnd('/', '\\'));
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new PwshRun(process.ExitCode, await output, await error);
    }
}
