using System.Diagnostics;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>The script of the workflow's last step, run as a runner runs it, where build.ps1 is a stand-in that says that it was called.</summary>
public sealed class PublishStepTests
{
    private const string Published = "published by a stand-in";

    [Fact]
    public async Task A_tag_that_is_the_manifests_version_is_published()
    {
        (int exit, string output, string error) = await RunAsync("v1.2.3", "1.2.3");
        Assert.True(exit == 0, error);
        Assert.Contains($"{Published}: Publish", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.2.4")]
    [InlineData("1.2.3")]
    [InlineData("v1.2.3-beta")]
    [InlineData("v1.2.3'; Write-Host injected; '")]
    public async Task Any_other_tag_stops_before_it(string tag)
    {
        (int exit, string output, string error) = await RunAsync(tag, "1.2.3");
        Assert.NotEqual(0, exit);
        Assert.DoesNotContain(Published, output, StringComparison.Ordinal);
        Assert.DoesNotContain("\ninjected", output, StringComparison.Ordinal);
        Assert.Contains("is not the manifest's version 1.2.3.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_script_that_fails_fails_the_step()
    {
        (int exit, _, _) = await RunAsync("v1.2.3", "1.2.3", "throw 'the gallery said no'");
        Assert.NotEqual(0, exit);
    }

    // GitHub's "Workflow syntax", jobs.<job_id>.steps[*].shell: pwsh runs a file by dot, with Stop before and the exit code after the text.
    private static async Task<(int Exit, string Output, string Error)> RunAsync(string tag, string version, string more = "")
    {
        Assert.SkipUnless(Peer.Find("pwsh") is not null, "pwsh is not on PATH");
        string script = (string)WorkflowFile.Read(WorkflowFile.Ci).Step("publish", "Publish")["run"]!;
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("PrivateApi.psd1"), $"@{{ ModuleVersion = '{version}' }}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("build.ps1"), $"param([string[]] $Task)\n{more}\nWrite-Host \"{Published}: $Task\"", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("step.ps1"), $"$ErrorActionPreference = 'stop'\n{script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) {{ exit $LASTEXITCODE }}", TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("pwsh", ["-NoProfile", "-Command", $". '{folder.File("step.ps1")}'"])
        {
            WorkingDirectory = Path.GetDirectoryName(folder.File("step.ps1")),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TAG"] = tag;
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
