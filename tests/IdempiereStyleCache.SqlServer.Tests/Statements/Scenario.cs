using System.Collections.Immutable;
using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>Something that the framework does, and what there is to say about the statements that it sends for it.</summary>
/// <param name="Name">The name of the file that shows them.</param>
/// <param name="About">What they are, and what they were reviewed against.</param>
/// <param name="Do">Does it.</param>
internal sealed record Scenario(string Name, string About, Func<RecordedServer, CacheNode, Task> Do)
{
    private static readonly Guid s_guid = new("c94b5061-a217-4695-ac25-acc073085605");

    public static ImmutableArray<Scenario> All { get; } =
    [
        new(
            "start",
            "Sent once when a node starts. Level 130 is SQL Server 2016; databases in Azure have levels too, while their server calls itself version 12.",
            (_, _) => Task.CompletedTask),
        new(
            "load",
            """
            One record by its key, outside a transaction: each statement is its own (autocommit), at read committed.
            Key parameters take the collation of the column that they are compared with, so its index is used.
            """,
            async (_, node) =>
            {
                await LoadAsync<int, MProduct>(node, 124);
                await LoadAsync<string, MByText>(node, "Oak");
                await LoadAsync<Guid, MByGuid>(node, s_guid);
                await LoadAsync<PairKey, MByPair>(node, new PairKey(1, "A"));
                await LoadAsync<int, MPrice>(node, 1);
                await LoadAsync<int, MSchemaProduct>(node, 1);
            }),
        new(
            "load-for-update",
            """
            One record that must stay as it is until the transaction ends: UPDLOCK takes the update lock and keeps it, ROWLOCK keeps it from being one of a page.
            Readers pass an update lock; another update or load for update waits. Under row versioning, too, the hint reads the committed row and locks it.
            """,
            async (_, node) =>
            {
                await using Trx trx = node.BeginTrx();
                await node.Database.LoadAsync(Model<int, MProduct>(), 124, new StorageCall(trx.Session, IsAsync: true), forUpdate: true);
                await trx.CommitAsync();
            }),
        new(
            "load-many",
            """
            Several records by key: a parameter for each column of each key, their number rounded up to a power of two, NULL in the places left over (nothing equals NULL).
            The number of rows is known to the optimizer; with OPENJSON it would be guessed. A row constructor as a derived table has no limit of 1,000 rows.
            """,
            async (_, node) =>
            {
                await node.Database.LoadManyAsync(Model<int, MProduct>(), [1, 2, 3], new StorageCall(null, IsAsync: true));
                await node.Database.LoadManyAsync(Model<string, MByText>(), ["Oak", "Elm"], new StorageCall(null, IsAsync: true));
                await node.Database.LoadManyAsync(Model<PairKey, MByPair>(), [new(1, "A"), new(1, "B"), new(2, "A")], new StorageCall(null, IsAsync: true));
            }),
        new(
            "query",
            """
            Queries by a condition of the application. TOP takes a parameter in parentheses, and 0 too, which FETCH NEXT does not.
            """,
            async (_, node) =>
            {
                POModelInfo<int, MProduct> model = Model<int, MProduct>();
                StorageCall call = new(null, IsAsync: true);
                await node.Database.QueryAsync(model, new POQueryText(), call);
                await node.Database.QueryAsync(model, new POQueryText("Value > @from OR Weight IS NULL", new { from = "Elm" }, "Value DESC", 10), call);
                await node.Database.QueryAsync(model, new POQueryText("Name <> ''") { Matches = [new("M_Category_ID", 5)] }, call);
                await node.Database.CountAsync(model, new POQueryText("Value > @from", new { from = "Elm" }), call);
            }),
        new(
            "finders",
            """
            What finders, lists and full tables read. LOWER on both sides takes the column's collation and is right under one that heeds case and under one that does not; an index serves it
            through a computed column LOWER(column). A text parameter of a plain comparison takes the column's collation, which may call more texts the same than the index does (case,
            accents, trailing spaces): the framework compares what comes back again, so a unique finder reads more than one row. A full table asks for one row more than it may hold.
            """,
            async (_, node) =>
            {
                POModelInfo<int, MProduct> model = Model<int, MProduct>();
                StorageCall call = new(null, IsAsync: true);
                await node.Database.QueryAsync(model, new POQueryText(Limit: 100) { Matches = [new("Value", "Oak")] }, call);
                await node.Database.QueryAsync(model, new POQueryText(Limit: 100) { Matches = [new("Value", "Oak", IgnoreCase: true)] }, call);
                await node.Database.QueryAsync(model, new POQueryText(Limit: 100) { Matches = [new("M_Category_ID", 5), new("Name", "Oak tree", IgnoreCase: true)] }, call);
                await node.Database.QueryAsync(model, new POQueryText { Matches = [new("M_Category_ID", 5)] }, call);
                await node.Database.QueryAsync(model, new POQueryText(Limit: 10_001), call);
            }),
        new(
            "insert",
            """
            New records. A table with enabled triggers refuses OUTPUT without INTO (error 334), and the framework installs triggers; OUTPUT INTO returns identities and the numbers of
            sequences, SCOPE_IDENTITY() only the former. A table variable lives as long as the batch. An INSTEAD OF trigger would make OUTPUT return no number: that is an error here.
            """,
            async (_, node) =>
            {
                await SaveAsync(node, new MProduct { Value = "Oak", Name = "Oak tree", Weight = 1.5m });
                await SaveAsync(node, new MOnlyKey());
                await SaveAsync(node, new MByPair { Key = new PairKey(1, "A"), Name = "a" });
                await SaveAsync(node, new MSchemaProduct { From = "here" });
            }),
        new(
            "insert-all-types",
            "A column of every kind, each with a value and with NULL: types and sizes are those of the kind, not those of the value.",
            (_, node) => SaveAsync(node, new MAllTypes())),
        new(
            "update-and-delete",
            """
            Changed columns only, and only if the version is the one that was read. @@ROWCOUNT is that of the statement before it in this batch, whatever its triggers did; the counts that
            SqlClient adds up are not. The last query follows a count of 0: is the record gone, or of another version?
            """,
            async (server, node) =>
            {
                MProduct product = new() { Value = "Oak", Name = "Oak tree" };
                await SaveAsync(node, product);
                server.Forget();
                product.Name = "Oak tree, tall";
                product.Weight = 1.5m;
                await SaveAsync(node, product);
                using (node.Use())
                {
                    await product.DeleteAsync();
                }

                MByInt plain = new() { By_Int_ID = 3, Name = "a" };
                await SaveAsync(node, plain);
                plain.Name = "b";
                await SaveAsync(node, plain);
                product = new() { Value = "Elm", Name = "Elm tree" };
                await SaveAsync(node, product);
                server.Answer("UPDATE", 0);
                product.Name = "Elm tree, tall";
                await Assert.ThrowsAsync<PONotFoundException>(() => SaveAsync(node, product));
            }),
        new(
            "computed",
            "Columns that the database fills, read again after the insert, in its transaction.",
            async (server, node) =>
            {
                server.Answer("SELECT [Gross]", () => Rows(("Gross", 119), ("Currency", "EUR"), ("Double", 200)));
                await SaveAsync(node, new MPrice { Net = 100 });
            }),
        new(
            "savepoints",
            """
            SAVE TRANSACTION; there is no statement that forgets one. After a rollback to it it is set again, since the documentation does not say that it stays; a name may be used twice, and
            the latest counts. A name has up to 32 characters. Both statements leave @@TRANCOUNT as it is.
            """,
            async (_, node) =>
            {
                await using Trx trx = node.BeginTrx();
                TrxSavepoint savepoint = await trx.SetSavepointAsync();
                await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);
                await trx.RollbackAsync(savepoint);
                await trx.ReleaseAsync(savepoint);
                await trx.CommitAsync();
            }),
        new(
            "isolation",
            """
            A connection of the pool keeps its isolation level: sp_reset_connection does not reset it. Each transaction names its own, and one that had another, or a connection that the
            application had, is put right before it goes back.
            """,
            async (_, node) =>
            {
                await using (Trx trx = node.BeginTrx(System.Data.IsolationLevel.Serializable))
                {
                    await LoadAsync<int, MByInt>(node, 1, trx);
                    await trx.RollbackAsync();
                }

                await using (Trx trx = node.BeginTrx())
                {
                    await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);
                    Assert.NotNull(trx.Connection);
                    await trx.CommitAsync();
                }
            }),
        new(
            "table-columns",
            """
            Sent after a statement failed, to say why, and before a value is written that a column may not keep. OBJECT_ID resolves a name without schema as a statement does, by the user's
            default schema and dbo; it finds views too. TYPE_NAME of the system type is the base type of an alias type.
            """,
            async (server, node) =>
            {
                server.Answer("FROM [By_Int]", static () => throw new RecordedError("Invalid object name 'By_Int'."));
                server.Answer("FROM [garden].[M Product]", static () => throw new RecordedError("Invalid object name 'garden.M Product'."));
                await Assert.ThrowsAsync<POMappingException>(() => LoadAsync<int, MByInt>(node, 1));
                await Assert.ThrowsAsync<POMappingException>(() => LoadAsync<int, MSchemaProduct>(node, 1));
            }),
    ];

    public override string ToString() => Name;

    internal static POModelInfo<TKey, T> Model<TKey, T>()
        where TKey : notnull
        where T : PO, IPOModel<T> => (POModelInfo<TKey, T>)T.ModelInfo;

    internal static async Task<T?> LoadAsync<TKey, T>(CacheNode node, TKey key, Trx? trx = null)
        where TKey : notnull
        where T : PO, IPOModel<T> => await node.Database.LoadAsync(Model<TKey, T>(), key, new StorageCall(trx?.Session, IsAsync: true));

    internal static async Task SaveAsync<T>(CacheNode node, T record)
        where T : PO, IPOModel<T>
    {
        using (node.Use())
        {
            await record.SaveAsync();
        }
    }

    internal static System.Data.DataTable Rows(params (string Name, object Value)[] row)
    {
        System.Data.DataTable table = new();
        foreach ((string name, object value) in row)
        {
            table.Columns.Add(name, value.GetType());
        }

        table.Rows.Add([.. row.Select(static c => c.Value)]);
        return table;
    }
}

[POModel("garden.M Product")]
public sealed partial class MSchemaProduct
{
    [POKey, POColumn("select")] public partial int Select { get; }
    [POColumn("from ]here")] public partial string? From { get; set; }
}
