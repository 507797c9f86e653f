namespace IdempiereStyleCache.Benchmarks;

/// <summary>A bounded cache of ours, as an application uses it.</summary>
internal sealed class OwnPolicy : IEvictionPolicy, IDisposable
{
    private readonly CCache<int, string> _cache;
    private int _loads;

    public OwnPolicy(int capacity) => _cache = new(
        "X",
        (_, _) =>
        {
            _loads++;
            return new("x");
        },
        isKeyedByRecord: true)
    { Limits = new() { MaxSize = capacity } };

    public string Name => "ours";

    public bool Access(int key)
    {
        int before = _loads;
        _cache.Get(key);
        return _loads == before;
    }

    public void Dispose() => _cache.Dispose();
}
