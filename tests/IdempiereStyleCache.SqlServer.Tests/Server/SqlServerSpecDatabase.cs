using System.Data.Common;
using Dapper;
using IdempiereStyleCache.Data;
using IdempiereStyleCache.Specs;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>A database of its own on the server that <c>ISC_TEST_SQLSERVER</c> names.</summary>
public sealed class SqlServerSpecDatabase : SpecDatabase
{
    private const string Variable = "ISC_TEST_SQLSERVER";

    private readonly string _name = $"isc_test_{Guid.NewGuid():N}";

    public SqlServerSpecDatabase()
    {
        Assert.SkipWhen(Server is null, WhyNot);
        OnServer($"CREATE DATABASE {_name}", $"ALTER DATABASE {_name} SET READ_COMMITTED_SNAPSHOT ON", $"ALTER DATABASE {_name} SET ALLOW_SNAPSHOT_ISOLATION ON");
    }

    /// <summary>The connection string of a login that may create databases; null when there is none.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    /// <summary>Why tests are skipped, wherever they run: SQL Server cannot be installed where the others can.</summary>
    public static string WhyNot =>
        $"SQL Server cannot run here; set {Variable} to the connection string of a server and a login that may create databases, and every test of this class runs on it.";

    public string ConnectionString => new SqlConnectionStringBuilder(Server) { InitialCatalog = _name }.ConnectionString;

    public override string GeneratedKeyColumn => "bigint IDENTITY PRIMARY KEY";

    public override string LeaveSomethingOnTheConnection => "CREATE TABLE #leftover (a int)";

    public override string TypeOf(POColumnType type) => type switch
    {
        POColumnType.Boolean => "bit",
        POColumnType.Byte => "tinyint",
        POColumnType.SByte or POColumnType.Int16 => "smallint",
        POColumnType.UInt16 or POColumnType.Int32 => "int",
        POColumnType.UInt32 or POColumnType.Int64 or POColumnType.UInt64 or POColumnType.TimeSpan => "bigint",
        POColumnType.Decimal => "decimal(38,9)",
        POColumnType.Single => "real",
        POColumnType.Double => "float",
        POColumnType.Char => "nvarchar(1)",
        POColumnType.Guid => "uniqueidentifier",
        POColumnType.DateTime => "datetime2",
        POColumnType.DateTimeOffset => "datetimeoffset",
        POColumnType.DateOnly => "date",
        POColumnType.TimeOnly => "time",
        POColumnType.Bytes => "varbinary(max)",
        _ => "nvarchar(max)",
    };

    public override string KeyTypeOf(POColumnType type) => type == POColumnType.String ? "nvarchar(100) COLLATE Latin1_General_100_BIN2" : TypeOf(type);

    public override string ComputedFrom(string type, string expression) => $"AS ({expression}) PERSISTED";

    public override string NumberFrom(string table, string keyColumn, long next) => $"DBCC CHECKIDENT ('{table}', RESEED, {next})";

    public override string Quote(string name) => $"[{name}]";

    public override string RenameColumn(string table, string column, string newName) => $"EXEC sp_rename '{table}.{column}', '{newName}', 'COLUMN'";

    public override object Parameter(object value) => value switch
    {
        ulong number => unchecked((long)number),
        TimeSpan span => span.Ticks,
        TimeOnly time => time.ToTimeSpan(),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        char letter => letter.ToString(),
        _ => value,
    };

    // A number of 38 digits has 9 decimals here; the smallest numbers of floating point have none at all.
    public override bool CanStore(object value) => value switch
    {
        decimal number => decimal.Round(number, 9) == number,
        float number => number == 0 || float.IsNormal(number),
        double number => number == 0 || double.IsNormal(number),
        _ => true,
    };

    public override void Configure(CacheNodeOptions node, Action<PODatabaseOptions> configure) => node.UseSqlServer(ConnectionString, configure);

    public override DbConnection CreateConnection() => new SqlConnection(new SqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);

    public override void Dispose()
    {
        SqlConnection.ClearAllPools();
        OnServer($"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE", $"DROP DATABASE {_name}");
    }

    private static void OnServer(params string[] statements)
    {
        using SqlConnection connection = new(new SqlConnectionStringBuilder(Server) { InitialCatalog = "master", Pooling = false }.ConnectionString);
        connection.Open();
        foreach (string statement in statements)
        {
            connection.Execute(statement);
        }
    }
}
