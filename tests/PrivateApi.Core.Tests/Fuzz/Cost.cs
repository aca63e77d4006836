using System.Diagnostics;
using System.Globalization;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// 4 MB of anything is read or refused within 300 MB and a few seconds. What is counted is what is allocated on the way, which is more
/// than what is held at once; the clock is a guard alone. PRIVATEAPI_COST=1 with --show-live-output on prints both.
/// </summary>
internal static class Cost
{
    private const long MostBytes = 300L << 20;

    // Two or three seconds of work, and many times as long on a loaded machine. What has no bound takes longer than this.
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    public static void Measure<T>(string what, T input, Action<T> act)
    {
        long start = Stopwatch.GetTimestamp(),
            before = GC.GetAllocatedBytesForCurrentThread();
        act(input);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        string cost = string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalSeconds:0.00} s, {bytes >> 20} MB allocated");
        if (Environment.GetEnvironmentVariable("PRIVATEAPI_COST") is not null)
        {
            Console.Error.WriteLine(cost);
        }

        Assert.True(bytes <= MostBytes && time < Guard, cost);
    }
}
