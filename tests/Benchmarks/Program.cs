using BenchmarkDotNet.Running;
using PrivateApi.Benchmarks;

// Without arguments: our engine, our cmdlet and the simulator on the same file in one run. With any: BenchmarkDotNet.
if (args.Length == 0)
{
    return SideBySide.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(PolicyBenchmarks).Assembly).Run(args);
return 0;
