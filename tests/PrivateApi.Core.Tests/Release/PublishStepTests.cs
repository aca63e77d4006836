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
    public async Task A_build_script_that_fails_fails_the_step() => Assert.NotEqual(0, (await RunAsync("v1.2.3", "throw 'the gallery said no'")).Exit);

    private static async Task<StepRun> RunAsync(string tag, string more = "")
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("PrivateApi.psd1"), "@{ ModuleVersion = '1.2.3' }", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("build.ps1"), $"param([string[]] $Task)\n{more}\nWrite-Host \"{Published}: $Task\"", TestContext.Current.CancellationToken);
        string script = (string)WorkflowFile.Read(WorkflowFile.Ci).Step("publish", "Publish")["run"]!;
        return await StepRun.RunAsync(folder, script, new Dictionary<string, string?> { ["TAG"] = tag });
    }
}
