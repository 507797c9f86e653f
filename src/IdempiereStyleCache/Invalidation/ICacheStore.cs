namespace IdempiereStyleCache;

/// <summary>What a reset does to one cache of one node. Called with the gates of the keys concerned held.</summary>
internal interface ICacheStore
{
    /// <summary>The type of the table's record key, as far as the cache knows it.</summary>
    Type? RecordKeyType { get; }

    /// <summary>Whether each entry is kept by the key of the one record that it depends on; otherwise any change of the table concerns every entry.</summary>
    bool IsKeyed { get; }

    /// <summary>Removes one record's entry, in a reset of an epoch, and says how many went: 0 or 1.</summary>
    int Remove(object key, long epoch);

    /// <summary>The record key of a text of the invalidation log; null when it cannot be one.</summary>
    object? ParseKey(string text);

    /// <summary>Removes every entry, in a reset of an epoch, and says how many went. Its cost does not depend on their number.</summary>
    int Clear(long epoch);

    /// <summary>Removes every entry because of a reset that may name records, where the entries are not kept by them; otherwise as <see cref="Clear(long)"/>.</summary>
    int Clear(CacheReset reset, long epoch) => Clear(epoch);

    /// <summary>Says goodbye when the node stops.</summary>
    void Detach();
}
