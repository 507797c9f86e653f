using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>
/// What the rules add to the compile time of a project of 500 model classes and 100,000 lines: the compiler's own report of its analyzers, and the time of the compiler with and
/// without them. The generator runs in both.
/// </summary>
internal static partial class AnalyzerCostReport
{
    private const int Models = 500;
    private const int Rounds = 3;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("isc-cost-").FullName;
        try
        {
            string feed = Path.Combine(folder, "feed");
            Dotnet(FindRoot(), "pack", Path.Combine("src", "IdempiereStyleCache"), "-c", "Release", "-o", feed, "--nologo", "-v", "quiet");
            string version = Path.GetFileNameWithoutExtension(Directory.GetFiles(feed, "*.nupkg").Single())["IdempiereStyleCache.".Length..];
            string project = Directory.CreateDirectory(Path.Combine(folder, "shop")).FullName;
            int lines = GeneratedShop.Write(project, Models, feed, version);
            Dotnet(project, "restore", "--nologo", "-v", "quiet");
            Build(project, runAnalyzers: true);

            List<double> with = [];
            List<double> without = [];
            for (int round = 0; round < Rounds; round++)
            {
                without.Add(CompilerSeconds(Build(project, runAnalyzers: false)));
                with.Add(CompilerSeconds(Build(project, runAnalyzers: true)));
            }

            with.Sort();
            without.Sort();
            double median = with[Rounds / 2];
            double bare = without[Rounds / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Models} model classes, {lines:N0} lines, {Rounds} rounds each: compiler {bare:F2} s without the rules ({without[0]:F2} to {without[^1]:F2}), {median:F2} s with them "
                + $"({with[0]:F2} to {with[^1]:F2}): {(median - bare) / bare:P1} more"));
            foreach (Match line in ReportLine().Matches(Build(project, runAnalyzers: true)))
            {
                Console.WriteLine(line.Value.Trim());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A compiler of its own for each build: a server that stays would be warm for the later ones.
    private static string Build(string project, bool runAnalyzers) => Dotnet(
        project, "build", "--no-restore", "--no-incremental", "--nologo", "-v", "detailed", "-clp:PerformanceSummary", "-nodeReuse:false", "-p:UseSharedCompilation=false",
        "-p:ReportAnalyzer=true", $"-p:RunAnalyzers={runAnalyzers}");

    private static double CompilerSeconds(string output) =>
        int.Parse(CompilerLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture) / 1000.0;

    private static string Dotnet(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    private static string FindRoot()
    {
        DirectoryInfo root = new(Environment.CurrentDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("Run this in the repository: no folder above holds IdempiereStyleCache.sln.");
        }

        return root.FullName;
    }

    [GeneratedRegex(@"(\d+) ms\s+Csc\s")]
    private static partial Regex CompilerLine();

    [GeneratedRegex(@"^\s*(Total (analyzer|generator) execution time|<?\d+\.\d+ .*IdempiereStyleCache\.(Analyzers|Generators)).*$", RegexOptions.Multiline)]
    private static partial Regex ReportLine();
}
