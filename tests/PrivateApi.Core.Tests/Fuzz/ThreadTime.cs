using System.Diagnostics;
using System.Globalization;

namespace PrivateApi.Tests.Fuzz;

/// <summary>The processor's time of this thread, which neighbours do not lengthen; the clock on the wall where the system does not say.</summary>
internal static class ThreadTime
{
    // proc(5): nanoseconds on a processor, nanoseconds of waiting for one, turns.
    private const string File = "/proc/thread-self/schedstat";

    private static readonly bool IsKnown = System.IO.File.Exists(File);

    public static TimeSpan Now =>
        IsKnown
            ? TimeSpan.FromMicroseconds(long.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture) / 1000)
            : Stopwatch.GetElapsedTime(0);
}
