using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Package.Tests;

/// <summary>The packed core in a temporary folder, and beside it a project that uses it. Disposing removes the folder.</summary>
public sealed partial class PackedCore : IAsyncLifetime
{
    private static readonly string[] s_quiet = ["--nologo", "-v", "quiet", "-clp:NoSummary", "-nodeReuse:false"];

    private readonly string _folder = Directory.CreateTempSubdirectory("isc-package-").FullName;
    private string _version = "";

    /// <summary>The files of the package.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        string root = FindRoot();
        string configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";
        string feed = Path.Combine(_folder, "feed");
        await RunAsync(root, "pack", Path.Combine("src", "IdempiereStyleCache"), "-c", configuration, "--no-build", "-o", feed, "--nologo", "-v", "quiet", "-nodeReuse:false");
        string package = Directory.GetFiles(feed, "*.nupkg").Single();
        _version = Path.GetFileNameWithoutExtension(package)["IdempiereStyleCache.".Length..];
        await using System.IO.Compression.ZipArchive archive = await System.IO.Compression.ZipFile.OpenReadAsync(package);
        Files = [.. archive.Entries.Select(static entry => entry.FullName)];

        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            File.Copy(file, Path.Combine(_folder, name == "editorconfig" ? ".editorconfig" : name));
        }
    }

    /// <summary>Restores and builds the project from nothing but the package, and what it needs from the machine's feeds.</summary>
    /// <returns>Whether it built, and each diagnostic as its line and id.</returns>
    public async Task<(bool HasBuilt, IReadOnlyList<string> Diagnostics)> BuildAsync(string? constant = null)
    {
        List<string> arguments =
        [
            "build", "Shop.csproj", .. s_quiet, $"-p:CoreVersion={_version}", $"-p:RestoreAdditionalProjectSources={Path.Combine(_folder, "feed")}",
            // A cache of its own, so that a package of the same version from yesterday is not taken; the machine's serves for the rest.
            $"-p:RestorePackagesPath={Path.Combine(_folder, "packages")}", $"-p:RestoreFallbackFolders={MachinePackages()}",
        ];
        if (constant is not null)
        {
            arguments.Add($"-p:DefineConstants={constant}");
        }

        (int status, string output) = await StartAsync(_folder, [.. arguments]);
        string[] found = [.. DiagnosticLine().Matches(output).Select(static match => $"{match.Groups["line"].Value} {match.Groups["id"].Value}").Distinct()];
        Assert.True(found.Length > 0, output);
        return (status == 0, found);
    }

    /// <summary>Runs what was built.</summary>
    public Task<string> RunAsync() => RunAsync(_folder, "run", "--no-build", "--project", "Shop.csproj");

    /// <summary>Where the source says that a diagnostic belongs: line and id.</summary>
    public IEnumerable<string> Expected() => File.ReadAllLines(Path.Combine(_folder, "Program.cs"))
        .Select(static (text, index) => (Match: Mark().Match(text), Line: index + 1))
        .Where(static line => line.Match.Success)
        .Select(static line => $"{line.Line} {line.Match.Groups[1].Value}");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        (int status, string output) = await StartAsync(folder, arguments);
        Assert.True(status == 0, output);
        return output;
    }

    private static async Task<(int Status, string Output)> StartAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        // What the runner of the tests was started with concerns this repository alone.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("Configuration");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static string FindRoot()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
        }

        return root.FullName;
    }

    [GeneratedRegex(@"Program\.cs\((?<line>\d+),\d+\): (warning|error) (?<id>\w+):", RegexOptions.ExplicitCapture)]
    private static partial Regex DiagnosticLine();

    [GeneratedRegex(@"// (ISC\d{4})$")]
    private static partial Regex Mark();
}
