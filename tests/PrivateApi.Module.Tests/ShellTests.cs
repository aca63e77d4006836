using System.Diagnostics;

namespace PrivateApi.Tests;

public sealed class ShellTests
{
    [Fact]
    public async Task Exit_in_a_script_is_the_exit_code()
    {
        using Script script = new("param([string] $Name, [switch] $Loud) \"$Name $Loud\"; exit 7");
        ShellRun run = await ShellProcess.RunAsync(script.Path, "-Name", "pets", "-Loud");
        Assert.Equal("pets True", run.Output.Trim());
        Assert.Equal(7, run.ExitCode);
    }

    [Fact]
    public async Task A_terminating_error_is_shown_and_ends_with_one()
    {
        using Script script = new("'before'\nthrow 'no such pet'\n'after'");
        ShellRun run = await ShellProcess.RunAsync("-File", script.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("before", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("after", run.Output, StringComparison.Ordinal);
        Assert.Contains("no such pet", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_knows_its_folder()
    {
        using Script script = new("$PSScriptRoot; $args");
        ShellRun run = await ShellProcess.RunAsync(script.Path, "one", "two");
        Assert.Equal([Path.GetDirectoryName(script.Path)!, "one", "two"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Commands_run_with_the_module_imported()
    {
        ShellRun run = await ShellProcess.RunAsync("-Command", "(Get-Command Start-PrivateApiLab).ModuleName; 1 + 1");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("2", run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("PrivateApi", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_full_PowerShell_is_named_with_what_to_do()
    {
        ShellRun run = await ShellProcess.RunAsync("-Command", "1 | ConvertTo-Json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ConvertTo-Json is a command of full PowerShell (Microsoft.PowerShell.Utility)", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_script_and_a_bad_option_are_bad_command_lines()
    {
        Assert.Equal(64, (await ShellProcess.RunAsync("nowhere.ps1")).ExitCode);
        Assert.Equal(64, (await ShellProcess.RunAsync("-What")).ExitCode);
    }

    [Fact]
    public async Task Output_to_a_pipe_has_no_colours()
    {
        ShellRun run = await ShellProcess.RunAsync("-Command", "Start-PrivateApiLab -NoDefault");
        Assert.Contains("EndpointUrl", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Control_C_stops_the_script_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a signal cannot be sent to one console process on Windows");
        Assert.SkipWhen(IsInterruptIgnored(), "SIGINT is ignored here, as in a job that a shell started in the background");
        using Script script = new("'started'; while ($true) { }");
        using Process process = ShellProcess.Start(script.Path);
        Assert.Equal("started", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        using Process kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(130, process.ExitCode);
    }

    // A process inherits what its parent ignores (signal(7)); bit 1 of the mask is SIGINT.
    private static bool IsInterruptIgnored() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 2) != 0;

    private sealed class Script : IDisposable
    {
        public Script(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"shell-{Guid.NewGuid():N}.ps1");

        public void Dispose() => File.Delete(Path);
    }
}
