using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using IdempiereStyleCache.Benchmarks;

// "memory" prints what a cached record costs; everything else goes to BenchmarkDotNet, for example: --filter *Hit* or --list flat.
if (args is ["memory"])
{
    await MemoryReport.RunAsync();
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(HitBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddJob(Job.Default.WithWarmupCount(5).WithIterationCount(10).AsDefault()));
return 0;
