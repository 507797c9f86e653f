using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>
/// Every statement of the invalidation log and its triggers, to be read and reviewed, since no server can run here. Run with <c>ISC_REWRITE_GOLDEN=1</c> to take over what
/// the dialect says now.
/// </summary>
public class LogStatementTests
{
    private static readonly SqlServerLogDialect Dialect = new();
    private static readonly LogTables Tables = new(new InvalidationLogOptions());
    private static readonly TriggerTable Child = new(
        "M_ProductPrice", "[M_ProductPrice]", ["[M_ProductPrice_ID]"], [new TriggerParent("M_PriceList_Version", "[M_PriceList_Version_ID]")], IncludesParents: true);

    private static readonly TriggerTable Pair = new("By_Pair", "[By_Pair]", ["[C_Order_ID]", "[LineCode]"], [], IncludesParents: true);

    // What each file is, and what was looked at when it was reviewed.
    private static readonly Dictionary<string, (string About, Func<IEnumerable<string>> Statements)> All = new(StringComparer.Ordinal)
    {
        ["install"] = (
            "Makes the tables, in one transaction under an application lock, each only when it is not there. The log has locks of rows only: see read.sql.",
            () => Dialect.InstallSql(Tables)),
        ["position"] = ("Where a node begins to read: nothing below is still to be committed.", () => [Dialect.PositionSql(Tables)]),
        ["read"] = (
            "MIN_ACTIVE_ROWVERSION() comes before the rows, the mark of what was purged after them. READPAST leaves rows of open transactions for the next reading;\n"
            + "READCOMMITTEDLOCK lets it stand with READ_COMMITTED_SNAPSHOT on.",
            () => [Dialect.ReadSql(Tables)]),
        ["purge"] = ("Only rows of ended transactions are below the bound.", () => [Dialect.PurgeSql(Tables)]),
        ["rows"] = ("The rows of a change set, from one parameter in JSON; needs compatibility level 130.", () => [Dialect.RowsSql]),
        ["claim"] = (
            "What triggers wrote in this very transaction for the framework's own saves becomes the framework's.",
            () => [Dialect.UpdateRowsSql(Tables, "node_id = @node", $"{Dialect.OwnRowsCondition} AND l.node_id IS NULL")]),
        ["lookups"] = ("Questions about tables, triggers and keys.", () => [Dialect.TableExistsSql, Dialect.Triggers.ListSql, Dialect.Triggers.KeyColumnsSql]),
        ["trigger-child"] = (
            "A child: its parents are told of too, the former one as well, because inserted and deleted are taken together.",
            () => Dialect.Triggers.Purposes.SelectMany(p => Dialect.Triggers.InstallSql(Tables, Child, p, $"[isc_M_ProductPrice__{p}_00000000]"))),
        ["trigger-composite"] = ("A key of several columns is an array in JSON.", () => Dialect.Triggers.InstallSql(Tables, Pair, "update", "[isc_By_Pair__update_00000000]")),
        ["trigger-remove"] = (
            "A trigger is in the schema of its table.",
            () => [.. Dialect.Triggers.RemoveSql(Tables, "[t]", "[M_Product]"), .. Dialect.Triggers.RemoveSql(Tables, "[t]", "[sales].[M_Product]")]),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_statements_are_as_reviewed(string name)
    {
        (string about, Func<IEnumerable<string>> statements) = All[name];
        string text = $"-- {about.Replace("\n", "\n-- ", StringComparison.Ordinal)}\n\n{string.Join(";\n\n", statements().Select(static s => s.ReplaceLineEndings("\n")))};\n";
        string path = Path.Combine(Folder, $"{name}.sql");
        if (Environment.GetEnvironmentVariable("ISC_REWRITE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), $"{path} is missing.");
        Assert.Equal((await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Every_file_has_its_statements() => Assert.Equal(All.Count, Directory.GetFiles(Folder, "*.sql").Length);

    private static string Folder
    {
        get
        {
            DirectoryInfo? root = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
            {
                root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
            }

            return Path.Combine(root.FullName, "tests", "IdempiereStyleCache.SqlServer.Tests", "LogStatements");
        }
    }
}
