namespace IdempiereStyleCache.TestServers;

/// <summary>Where PostgreSQL's server programs are on this machine.</summary>
public static class PostgreSqlPrograms
{
    // Debian keeps them out of the PATH, a folder a version.
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder that holds initdb, pg_ctl and postgres, of the newest version; null when there is none.</summary>
    public static string? Folder { get; } = InPath() ?? OfDebian();

    private static string? InPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(HasAll);

    private static string? OfDebian() => !Directory.Exists(DebianFolder) ? null : Directory.GetDirectories(DebianFolder)
        .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0)
        .Select(folder => Path.Combine(folder, "bin"))
        .FirstOrDefault(HasAll);

    private static bool HasAll(string folder) => new[] { "initdb", "pg_ctl", "postgres" }.All(program => File.Exists(Path.Combine(folder, program)));
}
