using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PrivateApi.Tests.Pester;

/// <summary>One run of <c>build.ps1 -Task Test</c> in a process of PowerShell.</summary>
internal static class PesterRun
{
    // Of what Pester printed, when it came to no result.
    private const int ShownLines = 30;

    /// <summary>Runs all tests.</summary>
    /// <param name="stop">Ends the run, and the processes that it started.</param>
    /// <returns>What came of each; one failed test named <c>Pester</c> where the run broke off.</returns>
    public static async Task<IReadOnlyList<PesterTest>> StartAsync(CancellationToken stop)
    {
        string root = Metadata("RepositoryRoot"),
            results = Path.Combine(root, "artifacts", "results", "pester.json");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        ProcessStartInfo start = new(
            "dotnet",
            ["exec", Metadata("Pwsh"), "-NoProfile", "-NonInteractive", "-File", Path.Combine(root, "build.ps1"), "-Task", "Test"]
        )
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration end = stop.Register(() => process.Kill(entireProcessTree: true));
        string[] printed = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None)
        );
        await process.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();

        IReadOnlyList<PesterTest> tests = File.Exists(results)
            ? JsonSerializer.Deserialize<PesterTest[]>(await File.ReadAllTextAsync(results, stop))!
            : [];
        return process.ExitCode == 0 || tests.Any(test => test.Result == "Failed")
            ? tests
            : [.. tests, new PesterTest("Pester", "Failed", string.Join('\n', string.Concat(printed).Split('\n').TakeLast(ShownLines)))];
    }

    private static string Metadata(string key) =>
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == key).Value!;
}
