namespace IdempiereStyleCache;

/// <summary>A reset that is being applied, from before its epoch is taken until all that it removes is gone. See <see cref="OpenScopes"/>.</summary>
internal readonly struct ResetUnderWay : IDisposable
{
    private readonly CacheNode _node;
    private readonly long _number;

    public ResetUnderWay(CacheNode node)
    {
        _node = node;
        _number = node.Scopes.BeginReset();
    }

    public void Dispose()
    {
        if (_node.Scopes.EndReset(_number) is { } moment)
        {
            // Not here: a gate may be held, and the logger is code of the application.
            ThreadPool.UnsafeQueueUserWorkItem(
                static one => Log.ScopeKeepsMany(one.Node.Logger, one.Node.Name, OpenScopes.ManyVersions, one.Node.TimeProvider.GetElapsedTime(one.Timestamp).TotalSeconds),
                (Node: _node, moment.Timestamp),
                preferLocal: false);
        }
    }
}
