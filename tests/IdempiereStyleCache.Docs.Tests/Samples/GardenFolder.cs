using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Docs.Tests.Samples;

/// <summary>A folder with one database of GardenWorld, small enough to be made in a moment. Disposing removes it.</summary>
internal sealed class GardenFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("isc-garden-");

    public string Folder => _folder.FullName;

    public string Database => Path.Combine(Folder, "garden.db");

    public Task<SampleProgram> RunAsync(params string[] arguments) =>
        SampleProgram.RunAsync("GardenWorld", ["--database", Database, "--products", "60", "--lines", "300", .. arguments]);

    /// <summary>Changes the database behind the program's back.</summary>
    public void Execute(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public string? Read(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SqliteConnection Open()
    {
        SqliteConnection connection = new($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
