using System.Data.Common;
using IdempiereStyleCache.Data;
using IdempiereStyleCache.Specs;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Sqlite.Tests;

/// <summary>A file in a folder of its own.</summary>
public sealed class SqliteSpecDatabase : SpecDatabase
{
    public SqliteSpecDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("isc-sqlite-").FullName;
        File = Path.Combine(Folder, "garden.db");
    }

    public string Folder { get; }

    public string File { get; }

    public string ConnectionString => $"Data Source={File}";

    public override bool HasOneWriter => true;

    public override string LongAgo => "julianday('2000-01-01')";

    public override string GeneratedKeyColumn => "INTEGER PRIMARY KEY AUTOINCREMENT";

    public override string ComputedFrom(string type, string expression) => $"{type} GENERATED ALWAYS AS ({expression})";

    public override string NumberFrom(string table, string keyColumn, long next) => $"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {next - 1})";

    public override string TypeOf(POColumnType type) => type switch
    {
        POColumnType.Single or POColumnType.Double => "REAL",
        POColumnType.Bytes => "BLOB",
        <= POColumnType.UInt64 => "INTEGER",
        _ => "TEXT",
    };

    public override void Configure(CacheNodeOptions node, Action<PODatabaseOptions> configure) => node.UseSqlite(ConnectionString, o =>
    {
        o.BusyTimeout = TimeSpan.FromMilliseconds(1);
        configure(o);
    });

    public override DbConnection CreateConnection() => new SqliteConnection(ConnectionString + ";Pooling=False");

    public override void Dispose() => Directory.Delete(Folder, recursive: true);
}
