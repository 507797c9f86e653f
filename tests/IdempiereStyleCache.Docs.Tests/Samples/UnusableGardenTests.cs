namespace IdempiereStyleCache.Docs.Tests.Samples;

/// <summary>What cannot be used is told in one line, and nothing is touched.</summary>
public class UnusableGardenTests
{
    [Fact]
    public async Task A_database_of_another_program_is_left_alone_even_by_fresh()
    {
        using GardenFolder garden = new();
        garden.Execute("CREATE TABLE Diary (Entry TEXT); INSERT INTO Diary VALUES ('private')");
        await FailsAsync(garden.RunAsync(), "is a database of another program");
        await FailsAsync(garden.RunAsync("--fresh"), "is a database of another program");
        Assert.Equal("private", garden.Read("SELECT Entry FROM Diary"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone_even_by_fresh()
    {
        using GardenFolder garden = new();
        await File.WriteAllTextAsync(garden.Database, string.Concat(Enumerable.Repeat("Dear diary,\n", 200)), TestContext.Current.CancellationToken);
        await FailsAsync(garden.RunAsync(), "is no SQLite database");
        await FailsAsync(garden.RunAsync("--fresh"), "is no SQLite database");
        Assert.StartsWith("Dear diary", await File.ReadAllTextAsync(garden.Database, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(garden.Folder));
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_told()
    {
        using GardenFolder garden = new();
        Directory.CreateDirectory(garden.Database);
        await FailsAsync(garden.RunAsync(), "is a folder");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_told()
    {
        using GardenFolder garden = new();
        await FailsAsync(SampleProgram.RunAsync("GardenWorld", "--database", Path.Combine(garden.Folder, "none", "garden.db")), "does not exist");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        using GardenFolder garden = new();
        string folder = garden.Folder;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            // Who may do everything may write everywhere but here.
            folder = "/proc";
        }
        else if (OperatingSystem.IsWindows())
        {
            Assert.Skip("A folder is made read-only by rights that Windows sets in other ways.");
        }
        else
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await FailsAsync(SampleProgram.RunAsync("GardenWorld", "--database", Path.Combine(folder, "garden.db")), "cannot be written");
    }

    [Fact]
    public async Task A_database_that_another_run_uses_is_told()
    {
        using GardenFolder garden = new();
        await using FileStream other = new(garden.Database + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await FailsAsync(garden.RunAsync(), "is in use by another GardenWorld");
    }

    [Theory]
    [InlineData("--products", "x")]
    [InlineData("--products", "19")]
    [InlineData("--lines", "0")]
    [InlineData("--lines", "1e3")]
    [InlineData("--lines")]
    [InlineData("--unknown")]
    public async Task A_wrong_argument_is_told(params string[] arguments) =>
        await FailsAsync(SampleProgram.RunAsync("GardenWorld", arguments), "--help shows what there is.");

    [Fact]
    public async Task With_json_the_error_is_data_too()
    {
        using GardenFolder garden = new();
        Directory.CreateDirectory(garden.Database);
        SampleProgram run = await garden.RunAsync("--json");
        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("is a folder", System.Text.Json.JsonDocument.Parse(run.Output).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option_and_exit_status()
    {
        SampleProgram run = await SampleProgram.RunAsync("GardenWorld", "--help");
        Assert.Equal(0, run.ExitStatus);
        Assert.All(["--database", "--fresh", "--products", "--lines", "--postgres", "--json", "exit status"], text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("second-process", run.Output, StringComparison.Ordinal);
    }

    private static async Task FailsAsync(Task<SampleProgram> running, string message)
    {
        SampleProgram run = await running;
        Assert.Equal(2, run.ExitStatus);
        Assert.Empty(run.Output);
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("GardenWorld: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }
}
