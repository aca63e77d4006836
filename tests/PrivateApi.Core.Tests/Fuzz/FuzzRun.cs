using System.Diagnostics;
using System.Globalization;
using PrivateApi.Errors;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// Mutated inputs by number: the same number is the same input everywhere. A thousand a test in every run;
/// PRIVATEAPI_FUZZ=1000000 makes a million of them, PRIVATEAPI_FUZZ_FIRST begins elsewhere (to see one again, or to go on). With
/// --show-live-output on, each test tells how many there were, what one took of the processors (of all tests that run beside it,
/// too), and which was the costliest.
/// </summary>
internal static class FuzzRun
{
    private const int MostShown = 5;

    // Inputs have a few kilobytes: what takes more than this for one of them has no bound. A loaded machine gets several goes.
    private const long MostBytes = 256L << 20;

    private const int Goes = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // What waits takes no time of a processor, and neither does what gets none on a loaded machine.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public static readonly int Count = Number("PRIVATEAPI_FUZZ", 1000);

    public static readonly int First = Number("PRIVATEAPI_FUZZ_FIRST", 0);

    /// <summary>
    /// Feeds the inputs; what is thrown but not by us, or takes too long, fails the test, with the numbers to see them again.
    /// </summary>
    /// <param name="input">Makes the input of a number; it has a source of chance of its own.</param>
    /// <param name="feed">Reads it; refusals of ours are caught in here.</param>
    /// <param name="count">How many; null for the run's number.</param>
    public static void Each<T>(Func<Random, T> input, Action<T> feed, int? count = null)
    {
        Dictionary<string, (int Times, string First)> foreign = new(StringComparer.Ordinal);
        TimeSpan began = Environment.CpuUsage.TotalTime;
        long making = 0;
        (TimeSpan Time, int Number) slowest = default;
        (long Bytes, int Number) largest = default;
        for (int number = First; number < First + (count ?? Count); number++)
        {
            long start = Stopwatch.GetTimestamp();
            T made = input(new Random(number));
            making += Stopwatch.GetTimestamp() - start;
            try
            {
                (TimeSpan time, long bytes) = Cost(feed, made);
                slowest = time > slowest.Time ? (time, number) : slowest;
                largest = bytes > largest.Bytes ? (bytes, number) : largest;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                string kind = $"{e.GetType().Name} {Place(e)}";
                foreign[kind] = foreign.TryGetValue(kind, out (int Times, string First) seen)
                    ? (seen.Times + 1, seen.First)
                    : (1, $"input {number}: {e}");
            }
        }

        TimeSpan work = Environment.CpuUsage.TotalTime - began,
            toMake = Stopwatch.GetElapsedTime(0, making);
        int inputs = count ?? Count;
        Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{TestContext.Current.TestMethod?.MethodName}: {inputs} inputs from {First}, "
                    + $"{work.TotalMicroseconds / inputs:0} us of work each ({toMake.TotalMicroseconds / inputs:0} us to make it), "
                    + $"{foreign.Values.Sum(seen => seen.Times)} foreign; slowest {slowest.Number} with "
                    + $"{slowest.Time.TotalMilliseconds:0} ms, largest {largest.Number} with {largest.Bytes >> 10} kB"
            )
        );

        Assert.True(
            slowest.Time < Longest && largest.Bytes < MostBytes,
            string.Create(
                CultureInfo.InvariantCulture,
                $"input {slowest.Number} took {slowest.Time}, input {largest.Number} {largest.Bytes} bytes"
            )
        );
        Assert.True(
            foreign.Count == 0,
            $"{foreign.Values.Sum(seen => seen.Times)} of {inputs} inputs ended in a foreign exception. "
                + $"PRIVATEAPI_FUZZ=1 and PRIVATEAPI_FUZZ_FIRST=<input> show one again:{Environment.NewLine}"
                + string.Join(
                    Environment.NewLine,
                    foreign.OrderByDescending(pair => pair.Value.Times).Select(pair => $"{pair.Value.Times} x {pair.Key}")
                )
                + Environment.NewLine
                + string.Join(Environment.NewLine, foreign.Values.Take(MostShown).Select(seen => seen.First))
        );
    }

    /// <summary>Prints what a run came to, where more than the ordinary number was asked for.</summary>
    public static void Tell(string summary)
    {
        if (Environment.GetEnvironmentVariable("PRIVATEAPI_FUZZ") is not null)
        {
            Console.Error.WriteLine(summary);
        }
    }

    /// <summary>Runs what may refuse; the refusal has to be ours, with one of these ids, and say something.</summary>
    /// <returns>True when nothing was refused.</returns>
    public static bool Refused(Action act, params string[] ids)
    {
        try
        {
            act();
            return false;
        }
        catch (PrivateApiException refused)
        {
            Assert.Contains(refused.ErrorId, ids);
            Assert.NotEqual(string.Empty, refused.Message);
            return true;
        }
    }

    // The clock on the wall is asked first, since that costs nothing. An input that is slow by it is read again, and then the
    // processors' time counts, unless it is slow because it waits.
    private static (TimeSpan Time, long Bytes) Cost<T>(Action<T> feed, T made)
    {
        TimeSpan least = TimeSpan.MaxValue;
        long bytes = 0;
        for (int go = 0; go < Goes && least >= Longest; go++)
        {
            TimeSpan worked = go == 0 ? TimeSpan.Zero : ThreadTime.Now;
            long start = Stopwatch.GetTimestamp(),
                before = GC.GetAllocatedBytesForCurrentThread();
            feed(made);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (go > 0 && time < LongestWait && ThreadTime.Now - worked is var work && work < time)
            {
                time = work;
            }

            least = time < least ? time : least;
        }

        return (least, bytes);
    }

    private static string Place(Exception e) =>
        e.StackTrace?.Split('\n')
            .Select(line => line.Trim())
            .FirstOrDefault(line => line.Contains("PrivateApi.", StringComparison.Ordinal))
            ?.Split(" in ")[0]
        ?? string.Empty;

    private static int Number(string variable, int otherwise) =>
        int.Parse(
            Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
}
