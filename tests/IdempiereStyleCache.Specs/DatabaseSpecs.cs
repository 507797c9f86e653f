using System.Data.Common;
using Dapper;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Specs;

/// <summary>The base of what every dialect must do: a node on a new database, tables made from models, and plain SQL from outside the framework.</summary>
public abstract class DatabaseSpecs<TDatabase> : IAsyncLifetime
    where TDatabase : SpecDatabase, new()
{
    private CacheNode? _node;
    private PODatabase? _database;

    protected TDatabase Engine { get; } = new();

    protected CacheNode Node => _node!;

    protected PODatabase Database => _database!;

    protected ManualTimeProvider Clock { get; } = new();

    public virtual async ValueTask InitializeAsync() => await RestartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        Engine.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static POModelInfo<TKey, T> Model<TKey, T>()
        where TKey : notnull
        where T : PO, IPOModel<T> => (POModelInfo<TKey, T>)T.ModelInfo;

    /// <summary>Starts the node anew on the same database, with other options.</summary>
    protected async Task RestartAsync(Action<PODatabaseOptions>? configure = null)
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _node = await StartNodeAsync(configure);
        _database = (PODatabase)_node.Database;
    }

    protected Task<CacheNode> StartNodeAsync(Action<PODatabaseOptions>? configure = null, Action<CacheNodeOptions>? configureNode = null) => CacheNode.StartAsync(o =>
    {
        o.IsDefault = false;
        o.TimeProvider = Clock;
        ConfigureNode(o);
        configureNode?.Invoke(o);
        Engine.Configure(o, configure ?? (_ => { }));
    });

    /// <summary>Sets up every node of the specification.</summary>
    protected virtual void ConfigureNode(CacheNodeOptions node)
    {
    }

    /// <summary>Makes the table of a model, with what the model cannot say: further columns, other declarations.</summary>
    protected void CreateTable<T>(params string[] more)
        where T : PO, IPOModel<T> => CreateTableOf<T>(new Dictionary<string, string>(), more);

    protected void CreateTableOf<T>(IReadOnlyDictionary<string, string> declarations, params string[] more)
        where T : PO, IPOModel<T>
    {
        POModelInfo model = T.ModelInfo;
        IEnumerable<string> columns = model.Columns.Where(c => c.Sql is null && declarations.GetValueOrDefault(c.Name) != "").Select(c =>
            Engine.Quote(c.Name) + " " + (c.IsKey && model.KeyGeneration == POKeyGeneration.Database
                ? Engine.GeneratedKeyColumn
                : declarations.GetValueOrDefault(c.Name) ?? (c.IsKey ? Engine.KeyTypeOf(c.Type) : Engine.TypeOf(c.Type)) + (c.IsNullable ? "" : " NOT NULL")));
        if (model.KeyGeneration != POKeyGeneration.Database)
        {
            columns = columns.Append($"PRIMARY KEY ({string.Join(", ", model.KeyOrdinals.Select(i => Engine.Quote(model.Columns[i].Name)))})");
        }

        Execute($"CREATE TABLE {model.TableName} ({string.Join(", ", columns.Concat(more))})");
    }

    protected DbConnection Connect()
    {
        DbConnection connection = Engine.CreateConnection();
        connection.Open();
        return connection;
    }

    protected int Execute(string sql, object? parameters = null)
    {
        using DbConnection connection = Connect();
        return connection.Execute(sql, parameters);
    }

    protected TValue Scalar<TValue>(string sql, object? parameters = null)
    {
        using DbConnection connection = Connect();
        return connection.ExecuteScalar<TValue>(sql, parameters)!;
    }

    protected async Task<T> SavedAsync<T>(T record, bool isAsync = true)
        where T : PO, IPOModel<T>
    {
        using (Node.Use())
        {
            Assert.True(isAsync ? await record.SaveAsync() : record.Save());
        }

        return record;
    }

    protected async Task<T?> LoadAsync<TKey, T>(TKey key, bool isAsync = true, Trx? trx = null)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        ValueTask<T?> load = Database.LoadAsync(Model<TKey, T>(), key, new StorageCall(trx?.Session, isAsync));
        Assert.True(isAsync || load.IsCompleted, "A synchronous call completed asynchronously.");
        return await load;
    }

    protected async Task<IReadOnlyList<T>> QueryAsync<T>(POQueryText query, bool isAsync = true, Trx? trx = null)
        where T : PO, IPOModel<T> => await Database.QueryAsync(T.ModelInfo, query, new StorageCall(trx?.Session, isAsync));

    /// <summary>How many statements the action sent.</summary>
    protected async Task<long> StatementsOfAsync(Func<Task> action)
    {
        long before = Database.StatementCount;
        await action();
        return Database.StatementCount - before;
    }
}
