using System.Diagnostics;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>The script of the workflow's last step, where build.ps1 is a stand-in that says that it was called.</summary>
public sealed class PublishStepTests
{
    private const string Published = "published by a stand-in";

    [Fact]
    public async Task A_tag_that_is_the_manifests_version_is_published()
    {
        StepRun run = await RunAsync("v1.2.3");
        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains($"{Published}: Publish", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.2.4")]
    [InlineData("1.2.3")]
    [InlineData("v1.2.3-beta")]
    [InlineData("v1.2.3'; Write-Host injected; '")]
    public async Task Any_other_tag_stops_before_it(string tag)
    {
        StepRun run = await RunAsync(tag);
        Assert.NotEqual(0, run.Exit);
        Assert.DoesNotContain(Published, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("injected", run.Output, StringComparison.Ordinal);
        Assert.Contains("is not the manifest's version 1.2.3.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_beside_main_stops_before_it()
    {
        StepRun run = await RunAsync("v1.2.3", isOnMain: false);
        Assert.NotEqual(0, run.Exit);
        Assert.DoesNotContain(Published, run.Output, StringComparison.Ordinal);
        Assert.Contains("Tag v1.2.3 is not on main.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_checked_out_has_the_history_that_tells() =>
        Assert.Equal(0, (decimal)WorkflowFile.Read(WorkflowFile.Ci).Root["jobs"]!["publish"]!["steps"]![0]!["with"]!["fetch-depth"]!);

    [Fact]
    public async Task A_build_script_that_fails_fails_the_step() =>
        Assert.NotEqual(0, (await RunAsync("v1.2.3", "throw 'the gallery said no'")).Exit);

    private static async Task<StepRun> RunAsync(string tag, string more = "", bool isOnMain = true)
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("PrivateApi.psd1"), "@{ ModuleVersion = '1.2.3' }", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder.File("build.ps1"),
            $"param([string[]] $Task)\n{more}\nWrite-Host \"{Published}: $Task\"",
            TestContext.Current.CancellationToken
        );
        await HistoryAsync(folder, isOnMain);
        string script = (string)WorkflowFile.Read(WorkflowFile.Ci).Step("publish", "Publish")["run"]!;
        return await StepRun.RunAsync(folder, script, new Dictionary<string, string?> { ["TAG"] = tag });
    }

    /// <summary>A clone whose main has two commits; what is checked out is the first, as a tag on it is, or one beside them.</summary>
    private static async Task HistoryAsync(TempFolder folder, bool isOnMain)
    {
        string[][] commands =
        [
            ["init", "--quiet"],
            ["commit", "--quiet", "--allow-empty", "--message", "first"],
            ["tag", "released"],
            ["commit", "--quiet", "--allow-empty", "--message", "second"],
            ["update-ref", "refs/remotes/origin/main", "HEAD"],
            ["checkout", "--quiet", "--detach", "released"],
            .. isOnMain
                ? Array.Empty<string[]>()
                :
                [
                    ["commit", "--quiet", "--allow-empty", "--message", "beside"],
                ],
        ];
        foreach (string[] command in commands)
        {
            ProcessStartInfo start = new(
                "git",
                ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false", .. command]
            )
            {
                WorkingDirectory = Path.GetDirectoryName(folder.File("x")),
            };
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }
    }
}
