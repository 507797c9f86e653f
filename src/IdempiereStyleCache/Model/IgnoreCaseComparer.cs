namespace IdempiereStyleCache;

/// <summary>Compares the keys of an index where the case of text does not count.</summary>
internal sealed class IgnoreCaseComparer<TKey> : IEqualityComparer<TKey>
    where TKey : notnull
{
    private readonly StringComparer? _texts;
    private readonly Func<TKey, TKey> _normalize;

    public IgnoreCaseComparer(Func<TKey, TKey> normalize)
    {
        _normalize = normalize;
        _texts = typeof(TKey) == typeof(string) ? StringComparer.OrdinalIgnoreCase : null;
    }

    public bool Equals(TKey? x, TKey? y) => _texts is not null ? _texts.Equals((string?)(object?)x, (string?)(object?)y)
        : x is null ? y is null
        : y is not null && EqualityComparer<TKey>.Default.Equals(_normalize(x), _normalize(y));

    public int GetHashCode(TKey obj) => _texts?.GetHashCode((string)(object)obj) ?? EqualityComparer<TKey>.Default.GetHashCode(_normalize(obj));
}
