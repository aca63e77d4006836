using BenchmarkDotNet.Running;
using PrivateApi.Benchmarks;

// Without arguments: our engine, our cmdlet and the simulator on the same file in one run. "diagnosis": one API tested on a warm
// session. With any others: BenchmarkDotNet.
if (args.Length == 0)
{
    return SideBySide.Run();
}

if (args is ["diagnosis"])
{
    return await Diagnosis.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(PolicyBenchmarks).Assembly).Run(args);
return 0;
