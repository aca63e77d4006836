using System.Diagnostics;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Lab.Http;

namespace PrivateApi.Tests.Reliability;

/// <summary>
/// The lab under 64 clients, and an account with very many APIs. PRIVATEAPI_LOAD_SECONDS=60 and PRIVATEAPI_LOAD_APIS=5000
/// for the full proof. No other test runs beside it, since the memory of the whole process is measured.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LoadProofTests
{
    private const int Clients = 64;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lab_under_64_clients_takes_no_more_memory_at_the_end_than_in_the_middle()
    {
        TimeSpan half = TimeSpan.FromSeconds(Scale.Of("PRIVATEAPI_LOAD_SECONDS", 4) / 2.0);
        using CallScene scene = await CallScene.MakeAsync();
        using LoadClients clients = await LoadClients.MakeAsync(scene);

        // What is made once: compiled code, connections, the histories of the lab up to their ends.
        await clients.RunAsync(Clients, half / 2);
        await clients.RunAsync(Clients, half);
        long middle = Live();
        await clients.RunAsync(Clients, half);
        long end = Live();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{clients.Answers} answers; live memory {middle >> 20} MB in the middle, {end >> 20} MB at the end"
        );
        Assert.True(clients.Answers > 10 * Clients, $"only {clients.Answers} answers");
        Assert.Empty(clients.Wrong.Take(5));
        Assert.True(end - middle < 8 << 20, $"live memory grew from {middle >> 10} KB to {end >> 10} KB");
    }

    [Fact]
    public async Task An_account_of_very_many_APIs_is_listed_and_diagnosed_in_little_memory()
    {
        int count = Scale.Of("PRIVATEAPI_LOAD_APIS", 50);
        using LabFront front = new();
        using PwshSession user = new();
        await user.RunWellAsync(front.Url, Jobs.SetUp, "setting up");
        await ManyApis.MakeAsync(front.Lab, count);
        const string Measure = """
            $me = [Diagnostics.Process]::GetCurrentProcess()
            [GC]::Collect()
            $me.Refresh()
            $before = $me.WorkingSet64
            $listed = (Get-PrivateApi | Measure-Object).Count
            $verdicts = Get-PrivateApi | Test-PrivateApi -StageName demo 3>$null | Group-Object Verdict -NoElement
            $me.Refresh()
            "$listed", "$($verdicts | ForEach-Object { "$($_.Count) $($_.Name)" })", "$(($me.PeakWorkingSet64 - $before) -shr 20)"
            """;
        Stopwatch watch = Stopwatch.StartNew();
        string[] answer = await user.RunWellAsync(front.Url, Measure, "scanning");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{answer[0]} APIs: {answer[1]}; {answer[2]} MB more at the most, {watch.Elapsed.TotalSeconds:0} s"
        );
        Assert.Equal([$"{count + 1}", $"{count + 1} Reachable"], answer[..2]);
        Assert.InRange(int.Parse(answer[2], System.Globalization.CultureInfo.InvariantCulture), 0, 200);
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
