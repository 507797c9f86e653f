namespace IdempiereStyleCache;

/// <summary>
/// Keeps the whole table of the class in a <see cref="FullTableCache{TKey, T}"/>: read once, then found by id and by every <see cref="UniqueKeyAttribute"/> and
/// <see cref="IndexAttribute"/> without asking. For small tables that everything needs.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FullTableCacheAttribute : Attribute
{
    /// <summary>How many records the table may have, from 1; 100,000 unless set. With more, look-ups throw <see cref="FullTableTooLargeException"/>.</summary>
    public int MaxRows { get; set; } = 100_000;
}
