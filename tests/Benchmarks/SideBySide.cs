using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using PrivateApi.Policies;

namespace PrivateApi.Benchmarks;

/// <summary>
/// Our engine and @cloud-copilot/iam-simulate on the same file of cases in one run, parsing included. The simulator is
/// found through SIMULATOR, a folder where "npm install @cloud-copilot/iam-simulate" was run.
/// </summary>
internal static class SideBySide
{
    private const int Least = 50;

    private static readonly string Root = typeof(SideBySide).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static string Cases => Path.Combine(Root, "tests", "PrivateApi.Core.Tests", "Data", "policy-cases.jsonl");

    public static int Run()
    {
        double ours = Rounds(() => PolicyCaseFile.Run(Cases).Count());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PrivateApi     {ours,10:N0} cases a second"));
        string? folder = Environment.GetEnvironmentVariable("SIMULATOR");
        if (folder is null)
        {
            Console.WriteLine("Set SIMULATOR to a folder with the npm package @cloud-copilot/iam-simulate to compare.");
            return 0;
        }

        double[] both = [.. Output("node", [Path.Combine(Root, "tests", "Benchmarks", "simulate.mjs"), folder, Cases]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        double theirs = both[0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"iam-simulate   {theirs,10:N0} cases a second (runSimulation); PrivateApi does {ours / theirs:N0} times as many"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"               {both[1],10:N0} cases a second inside it, unchecked; PrivateApi does {ours / both[1]:N0} times as many"));
        return ours >= theirs * Least ? 0 : 1;
    }

    // The best of several rounds in ten seconds, warm; the simulator gets as long or longer.
    private static double Rounds(Func<int> run)
    {
        double best = 0;
        for (Stopwatch all = Stopwatch.StartNew(); all.Elapsed < TimeSpan.FromSeconds(10);)
        {
            Stopwatch watch = Stopwatch.StartNew();
            int count = run();
            best = Math.Max(best, count / watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static string Output(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
