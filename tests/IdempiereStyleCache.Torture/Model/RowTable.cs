namespace IdempiereStyleCache.Torture;

/// <summary>One of the tables, so that the run need not know which. Row ids are negative in the table without triggers.</summary>
internal abstract class RowTable
{
    public static RowTable Of(int row) => row > 0 ? Triggered : Bare;

    public static RowTable Triggered { get; } = new Table<MRow>(
        "T_Row", "T_Row_ID", static row => MRow.Get(row), static (row, token) => MRow.GetAsync(row, token), static (row, trx) => MRow.GetCopy(row, trx),
        static r => new Seen(r.Version, r.Token), static (r, token) => r.Token = token);

    public static RowTable Bare { get; } = new Table<MBare>(
        "T_Bare", "T_Bare_ID", static row => MBare.Get(row), static (row, token) => MBare.GetAsync(row, token), static (row, trx) => MBare.GetCopy(row, trx),
        static r => new Seen(r.Version, r.Token), static (r, token) => r.Token = token);

    public abstract string Name { get; }

    public abstract string KeyColumn { get; }

    /// <summary>What the cache says of a row.</summary>
    public abstract Seen Read(int row);

    public abstract ValueTask<Seen> ReadAsync(int row);

    /// <summary>Writes a token into a row and says which version it has then; null when somebody was faster.</summary>
    public abstract Seen? Write(int row, string token, Trx trx);

    private sealed class Table<T>(
        string name,
        string keyColumn,
        Func<int, T?> get,
        Func<int, CancellationToken, ValueTask<T?>> getAsync,
        Func<int, Trx, T?> getCopy,
        Func<T, Seen> see,
        Action<T, string> setToken) : RowTable
        where T : PO, IPOModel<T>
    {
        public override string Name => name;

        public override string KeyColumn => keyColumn;

        public override Seen Read(int row) => see(get(row)!);

        public override async ValueTask<Seen> ReadAsync(int row) => see((await getAsync(row, CancellationToken.None))!);

        public override Seen? Write(int row, string token, Trx trx)
        {
            T copy = getCopy(row, trx)!;
            setToken(copy, token);
            try
            {
                copy.Save(trx);
                return see(copy);
            }
            catch (POConcurrencyException)
            {
                return null;
            }
        }
    }
}

/// <summary>What somebody read of a row.</summary>
internal readonly record struct Seen(long Version, string Token);
