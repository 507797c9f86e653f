using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using IdempiereStyleCache.Benchmarks;

// One word prints a report of its own; everything else goes to BenchmarkDotNet, for example: --filter *Hit* or --list flat.
switch (args)
{
    case ["memory"]:
        await MemoryReport.RunAsync();
        return 0;
    case ["latency"]:
        await LatencyReport.RunAsync();
        return 0;
    case ["checks"]:
        await CheckReport.RunAsync();
        return 0;
    case ["log-size"]:
        await LogSizeReport.RunAsync();
        return 0;
    case ["analyzers"]:
        AnalyzerCostReport.Run();
        return 0;
    case ["eviction"]:
        await EvictionReport.RunAsync();
        return 0;
    case ["listen", { } connectionString, { } how]:
        await LatencyReport.ListenAsync(connectionString, usesWakeUps: how == "wake");
        return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(HitBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddJob(Job.Default.WithWarmupCount(5).WithIterationCount(10).AsDefault()));
return 0;
