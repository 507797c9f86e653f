using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace GardenWorld;

/// <summary>The database file: where it lies, whether it is ours, and whether the data set in it is complete and of this version.</summary>
internal sealed class GardenFile(string path)
{
    // "GWLD" in the file's header says that the file is ours. The data set's version is written there last, so an unfinished one has none.
    private const long ApplicationId = 0x47574C44;

    private const int NotADatabase = 26;

    public string Path { get; } = path;

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

    /// <summary>Where other processes find the shop.</summary>
    public SharedShop Shop => new(SharedShop.Sqlite, ConnectionString);

    /// <summary>The file that the user named, or one in the user's own folder for application data.</summary>
    public static GardenFile At(string? path)
    {
        if (path is null)
        {
            string root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            string folder = System.IO.Path.Combine(root.Length > 0 ? root : System.IO.Path.GetTempPath(), "IdempiereStyleCache", "GardenWorld");
            Directory.CreateDirectory(folder);
            return new GardenFile(System.IO.Path.Combine(folder, "garden.db"));
        }

        string full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new GardenException($"{full} is a folder: name a file in it, for example --database {System.IO.Path.Combine(full, "garden.db")}");
        }

        return Directory.Exists(System.IO.Path.GetDirectoryName(full))
            ? new GardenFile(full)
            : throw new GardenException($"The folder of {full} does not exist: make it first, or name another file.");
    }

    /// <summary>Whether the file holds a complete data set of this version and size. A file that is not ours is an error: it is neither used nor removed.</summary>
    public bool Holds(DataSet wanted)
    {
        if (!File.Exists(Path) || new FileInfo(Path).Length == 0)
        {
            return false;
        }

        try
        {
            using SqliteConnection connection = new($"{ConnectionString};Mode=ReadOnly;Pooling=False");
            connection.Open();
            if (connection.QuerySingle<long>("PRAGMA application_id") != ApplicationId)
            {
                throw new GardenException($"{Path} is a database of another program: name another file.");
            }

            return connection.QuerySingle<long>("PRAGMA user_version") == DataSet.Version
                && connection.QuerySingle<long>("SELECT COUNT(*) FROM M_Product WHERE Value NOT LIKE 'DEMO-%'") == wanted.Products;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == NotADatabase)
        {
            throw new GardenException($"{Path} is no SQLite database: name another file.");
        }
    }

    /// <summary>Removes the file and what SQLite keeps beside it. Call <see cref="Holds"/> first: it refuses files that are not ours.</summary>
    public void Remove()
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(Path + suffix);
        }
    }

    public void MarkOurs(DbConnection connection) => connection.Execute($"PRAGMA application_id = {ApplicationId}");

    public void MarkComplete(DbConnection connection, DbTransaction transaction) =>
        connection.Execute($"PRAGMA user_version = {DataSet.Version}", transaction: transaction);
}
