using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>Reads the records that an index has under a key from the database.</summary>
internal static class IndexQuery
{
    // More than a unique index may have: where the database takes other texts for the same, the one that is meant must be among them.
    private const int MostRead = 100;

    /// <summary>Reads the records, editable, in the order of their key. Which texts are the same the index says, not the database: one may take more for the same than the other.</summary>
    /// <exception cref="PODuplicateKeyException">The index is unique, and there are several.</exception>
    public static async ValueTask<ImmutableArray<T>> ReadAsync<TKey, T>(POIndexInfo<TKey, T> index, TKey key, CacheLoadContext context)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        ImmutableArray<object> parts = index.SplitKey(key);
        POQueryText query = new(Limit: index.IsUnique ? MostRead : null)
        {
            Matches = [.. index.ColumnNames.Select((name, i) => new POColumnMatch(name, parts[i], index.IgnoresCase && parts[i] is string))],
        };
        IReadOnlyList<T> read = await context.Node.Database.QueryAsync(T.ModelInfo, query, context.Call).ConfigureAwait(false);
        ImmutableArray<T> found = [.. read.Where(one => index.HasKey(one) && index.Comparer.Equals(index.GetKey(one), key))];
        return index.IsUnique && found.Length > 1 ? throw new PODuplicateKeyException(index, key, found[0].KeyObject, found[1].KeyObject) : found;
    }
}
