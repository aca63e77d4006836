using System.Diagnostics;
using System.Reflection;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>What came of a step's script.</summary>
internal sealed record StepRun(int Exit, string Output, string Error)
{
    /// <summary>The PowerShell that src/Pwsh downloads, by its dll.</summary>
    public static readonly string Pwsh = typeof(StepRun)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Pwsh")
        .Value!;

    /// <summary>The dotnet that runs this test, where it was started by one.</summary>
    public static readonly string Dotnet =
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Peer.Find("dotnet") ?? "dotnet";

    /// <summary>
    /// Runs a step as its runner does: from a file, with Stop before and the exit code after the text (GitHub's "Workflow syntax",
    /// jobs.&lt;job_id&gt;.steps[*].shell). A variable that is null is not there, as an empty one is on Windows.
    /// </summary>
    public static async Task<StepRun> RunAsync(TempFolder folder, string script, IReadOnlyDictionary<string, string?> environment)
    {
        string file = folder.File("step.ps1");
        await File.WriteAllTextAsync(
            file,
            $"$ErrorActionPreference = 'stop'\n{script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) {{ exit $LASTEXITCODE }}",
            TestContext.Current.CancellationToken
        );
        ProcessStartInfo start = new(Dotnet, ["exec", Pwsh, "-NoProfile", "-Command", $". '{file}'"])
        {
            WorkingDirectory = Path.GetDirectoryName(file),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new StepRun(process.ExitCode, await output, await error);
    }
}
