using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using PrivateApi.Policy.Cases;

namespace PrivateApi.Benchmarks;

/// <summary>
/// Our engine, our cmdlet and @cloud-copilot/iam-simulate on the same file of cases in one run, parsing included. The
/// simulator is found through SIMULATOR, a folder where "npm install @cloud-copilot/iam-simulate" was run.
/// </summary>
internal static class SideBySide
{
    private const int LeastInEngine = 50;
    private const int LeastThroughCmdlet = 30;

    private static string Root => Metadata("RepositoryRoot");

    private static string Cases => Path.Combine(Root, "tests", "PrivateApi.Core.Tests", "Data", "policy-cases.jsonl");

    /// <summary>Measures; 1 when the simulator is not that much slower.</summary>
    public static int Run()
    {
        double engine = Rounds(() => PolicyCaseFile.Run(Cases).Count());
        Print("engine", engine, string.Empty);
        using HostedModule module = new(Metadata("StagedModule"));
        double cmdlet = Rounds(() => module.Run($"Test-PrivateApiPolicy -CasePath '{Cases}'"));
        Print("cmdlet", cmdlet, " (Test-PrivateApiPolicy -CasePath)");
        string? folder = Environment.GetEnvironmentVariable("SIMULATOR");
        if (folder is null)
        {
            Console.WriteLine("Set SIMULATOR to a folder with the npm package @cloud-copilot/iam-simulate to compare.");
            return 0;
        }

        double[] both =
        [
            .. Output("node", [Path.Combine(Root, "tests", "Benchmarks", "simulate.mjs"), folder, Cases])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture)),
        ];
        Compare("iam-simulate", both[0], " (runSimulation)", engine, cmdlet);
        Compare("iam-simulate", both[1], " (the analysis inside it, input unchecked)", engine, cmdlet);
        return engine >= both[0] * LeastInEngine && cmdlet >= both[0] * LeastThroughCmdlet ? 0 : 1;
    }

    private static void Compare(string name, double theirs, string how, double engine, double cmdlet) =>
        Print(
            name,
            theirs,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{how}: the engine does {engine / theirs:N0} times as many, the cmdlet {cmdlet / theirs:N0}"
            )
        );

    private static void Print(string name, double rate, string note) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -14} {rate, 10:N0} cases a second{note}"));

    // The best of several rounds in ten seconds, warm; the simulator gets as long or longer.
    private static double Rounds(Func<int> run)
    {
        double best = 0;
        for (Stopwatch all = Stopwatch.StartNew(); all.Elapsed < TimeSpan.FromSeconds(10); )
        {
            Stopwatch watch = Stopwatch.StartNew();
            int count = run();
            best = Math.Max(best, count / watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static string Metadata(string name) =>
        typeof(SideBySide).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;

    private static string Output(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
