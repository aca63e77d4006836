using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PrivateApi.Benchmarks;

// Without arguments: our engine, our cmdlet and the simulator on the same file in one run. With a name, that comparison. With any others:
// BenchmarkDotNet, in this process, since a project that it makes would not see the internals measured here.
switch (args)
{
    case []:
        return SideBySide.Run();
    case ["access"]:
        return WhoCanCall.Run();
    case ["diagnosis"]:
        return await Diagnosis.RunAsync();
    case ["scan"]:
        return await Scan.RunAsync();
    case ["lab"]:
        return await LabPace.RunAsync() | await LabAndMoto.RunAsync();
    case ["serve"]:
        return await LabAndMoto.ServeAsync();
    default:
        BenchmarkSwitcher
            .FromAssembly(typeof(PolicyBenchmarks).Assembly)
            .Run(args, DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
}
