using System.Text.Json;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Cures;

/// <summary>
/// Whether remedies cure: those of the real reports are typed in PowerShell as they are printed, and the call is tested again. This takes
/// most of a minute, since each report is a scene of its own that boto3 builds.
/// </summary>
public sealed class CureTests
{
    /// <summary>PRIVATEAPI_WRITE_DIAGNOSIS=1 writes the page's table and score anew.</summary>
    [Fact]
    public async Task The_page_has_what_comes_of_the_printed_remedies()
    {
        Assert.SkipUnless(Peer.CanBoto, "python3 with boto3 is not installed");
        PwshRun run = await PwshProcess.RunAsync(
            "-File",
            Path.Combine(Peer.Root, "tests", "peers", "cures.ps1"),
            "-Module",
            ModuleSession.StagedModule + "PrivateApi.psd1",
            "-Peers",
            Path.Combine(Peer.Root, "tests", "peers")
        );
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Cure[] cures = JsonSerializer.Deserialize<Cure[]>(run.Output.TrimEnd().Split('\n')[^1])!;
        Assert.All(cures, cure => Assert.True(cure.Error is null, $"{cure.Scene}: {cure.Error}"));

        string path = Path.Combine(Peer.Root, "docs", "diagnosis.md");
        string[] page = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        string[] expected = CurePage.Of(page, cures);
        if (Environment.GetEnvironmentVariable("PRIVATEAPI_WRITE_DIAGNOSIS") is not null)
        {
            await File.WriteAllTextAsync(path, string.Join('\n', expected) + "\n", TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(expected, page);
        Assert.Equal(cures.Length, page.Count(CurePage.IsRow));
    }
}
