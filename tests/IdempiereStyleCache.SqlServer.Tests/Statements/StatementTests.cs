using System.Text;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>
/// Every statement that the dialect sends, to be read and reviewed, since no server can run here: each file shows what one <see cref="Scenario"/> sends. Run with
/// <c>ISC_REWRITE_GOLDEN=1</c> to take over what is sent now.
/// </summary>
public class StatementTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Names => [.. Scenario.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_statements_are_as_reviewed(string name)
    {
        Scenario scenario = Scenario.All.Single(s => s.Name == name);
        RecordedServer server = new();
        await using CacheNode node = await server.StartAsync();
        if (name != "start")
        {
            server.Forget();
        }

        await scenario.Do(server, node);

        StringBuilder text = new();
        foreach (string line in scenario.About.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("-- ").Append(line).Append('\n');
        }

        text.Append('\n').Append(server.Record.TrimEnd('\n')).Append('\n');
        string path = Path.Combine(Folder, $"{name}.sql");
        if (Environment.GetEnvironmentVariable("ISC_REWRITE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, text.ToString());
        }

        Assert.True(File.Exists(path), $"{path} is missing.");
        Assert.Equal((await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n"), text.ToString());
    }

    [Fact]
    public void Every_file_has_its_scenario() => Assert.Equal(Names.Count, Directory.GetFiles(Folder, "*.sql").Length);

    private static string FindFolder()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
        }

        return Path.Combine(root.FullName, "tests", "IdempiereStyleCache.SqlServer.Tests", "Statements");
    }
}
