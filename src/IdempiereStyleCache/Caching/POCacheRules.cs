namespace IdempiereStyleCache;

/// <summary>What every cache of model objects demands of the class.</summary>
internal static class POCacheRules
{
    /// <summary>The model of a class whose records are to be cached by their own key.</summary>
    /// <exception cref="ArgumentException">The class is the model of another table.</exception>
    /// <exception cref="InvalidOperationException">The key has another type, or no node may cache the records.</exception>
    public static POModelInfo<TKey, T> ModelOf<TKey, T>(string tableName)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        if (!tableName.Equals(T.ModelInfo.TableName, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"{typeof(T).Name} is the model of the table {T.ModelInfo.TableName}, not of '{tableName}': no change of it would reach the cache. Use {typeof(T).Name}.TableName.",
                nameof(tableName));
        }

        ThrowIfUncached<T>();
        return T.ModelInfo as POModelInfo<TKey, T> ?? throw new InvalidOperationException(
            $"The key of {typeof(T).Name} is {T.ModelInfo.KeyType.Name}, not {typeof(TKey).Name}. Give a loader to keep its records by another key.");
    }

    /// <summary>Throws where nobody signals when a record is written.</summary>
    public static void ThrowIfUncached<T>()
        where T : PO, IPOModel<T>
    {
        if (!T.ModelInfo.IsCached)
        {
            throw new InvalidOperationException($"{typeof(T).Name} is declared with IsCached = false, so no cache can be kept current. Take that from [POModel(\"{T.ModelInfo.TableName}\")] to cache it.");
        }
    }
}
