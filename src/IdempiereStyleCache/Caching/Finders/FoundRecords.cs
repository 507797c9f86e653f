using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>The records that an index has under one key: one for a unique one, at least one otherwise. Immutable.</summary>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class FoundRecords<T>(ImmutableArray<T> records)
    where T : PO, IPOModel<T>
{
    public ImmutableArray<T> Records => records;
}
