using System.Diagnostics;
using IdempiereStyleCache;
using IdempiereStyleCache.Data;
using Microsoft.Data.Sqlite;

namespace GardenWorld;

/// <summary>The shop's database and the process's cache node over it.</summary>
internal sealed class GardenDatabase : IAsyncDisposable
{
    private readonly FileStream _lock;

    private GardenDatabase(FileStream @lock, CacheNode node)
    {
        _lock = @lock;
        Node = node;
    }

    public CacheNode Node { get; }

    /// <summary>How many statements the framework has sent so far.</summary>
    public long StatementCount => ((PODatabase)Node.Database).StatementCount;

    /// <summary>How long it took to make the data set; null when the file held it already.</summary>
    public TimeSpan? MadeIn { get; private set; }

    /// <summary>Opens the file, and makes the data set first unless the file holds it.</summary>
    public static async Task<GardenDatabase> OpenAsync(GardenFile file, DataSet data, bool fresh, ISeedProgress progress)
    {
        FileStream @lock = Lock(file);
        try
        {
            bool found = file.Holds(data) && !fresh;
            if (!found)
            {
                file.Remove();
                MakeTables(file);
            }

            // The process's one node: from here on MProduct.Get(id) and its like work anywhere.
            CacheNode node = await file.Shop.StartNodeAsync(isDefault: true);
            GardenDatabase database = new(@lock, node);
            if (!found)
            {
                database.Fill(file, data, progress);
            }

            return database;
        }
        catch
        {
            await @lock.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _lock.DisposeAsync();
    }

    // Two runs would change each other's data. The second process of a run does not come here: it is told where the shop is.
    private static FileStream Lock(GardenFile file)
    {
        try
        {
            return new FileStream(file.Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(file.Path + ".lock"))
        {
            throw new GardenException($"{file.Path} is in use by another GardenWorld: wait for it, or name another file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GardenException($"The folder of {file.Path} cannot be written: name a file in another one. ({e.Message})");
        }
    }

    private static void MakeTables(GardenFile file)
    {
        using SqliteConnection connection = new($"{file.ConnectionString};Pooling=False");
        connection.Open();
        file.MarkOurs(connection);
        GardenSchema.Create(connection, ColumnTypes.Sqlite);
    }

    // One transaction: either all of the data is there, or none of it.
    private void Fill(GardenFile file, DataSet data, ISeedProgress progress)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using Trx trx = Node.BeginTrx();
        data.Make(trx, progress);
        file.MarkComplete(trx.Connection, trx.Transaction);
        trx.Commit();
        MadeIn = watch.Elapsed;
    }
}
