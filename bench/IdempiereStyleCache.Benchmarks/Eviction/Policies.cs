namespace IdempiereStyleCache.Benchmarks;

/// <summary>Decides which keys a bounded cache keeps; written for the measurement, not for speed.</summary>
internal interface IEvictionPolicy
{
    /// <summary>What the policy is called.</summary>
    string Name { get; }

    /// <summary>Asks for a key, and keeps it.</summary>
    /// <returns>Whether it was there.</returns>
    bool Access(int key);
}

/// <summary>The least recently used goes.</summary>
internal sealed class LruPolicy(int capacity) : IEvictionPolicy
{
    private readonly LinkedList<int> _order = new();
    private readonly Dictionary<int, LinkedListNode<int>> _nodes = [];

    public string Name => "LRU";

    public bool Access(int key)
    {
        if (_nodes.TryGetValue(key, out LinkedListNode<int>? node))
        {
            _order.Remove(node);
            _order.AddFirst(node);
            return true;
        }

        if (_nodes.Count == capacity)
        {
            _nodes.Remove(_order.Last!.Value);
            _order.RemoveLast();
        }

        _nodes[key] = _order.AddFirst(key);
        return false;
    }
}

/// <summary>SIEVE (Zhang and others, NSDI 2024): a hand goes from the oldest to the newest, spares each that was asked for since it last came by, and evicts the first that was not.</summary>
internal sealed class SievePolicy(int capacity) : IEvictionPolicy
{
    private readonly LinkedList<(int Key, bool Visited)> _order = new();
    private readonly Dictionary<int, LinkedListNode<(int Key, bool Visited)>> _nodes = [];
    private LinkedListNode<(int Key, bool Visited)>? _hand;

    public string Name => "SIEVE";

    public bool Access(int key)
    {
        if (_nodes.TryGetValue(key, out LinkedListNode<(int Key, bool Visited)>? node))
        {
            node.Value = (key, true);
            return true;
        }

        if (_nodes.Count == capacity)
        {
            LinkedListNode<(int Key, bool Visited)> victim = _hand ?? _order.Last!;
            while (victim.Value.Visited)
            {
                victim.Value = (victim.Value.Key, false);
                victim = victim.Previous ?? _order.Last!;
            }

            _hand = victim.Previous;
            _nodes.Remove(victim.Value.Key);
            _order.Remove(victim);
        }

        _nodes[key] = _order.AddFirst((key, false));
        return false;
    }
}

/// <summary>
/// S3-FIFO (Yang and others, SOSP 2023): new keys pass through a small queue, a tenth of the room; those asked for again move on to the main queue, the others leave a ghost, and
/// a key that comes back while its ghost is remembered goes to the main queue at once.
/// </summary>
internal sealed class S3FifoPolicy(int capacity) : IEvictionPolicy
{
    private readonly int _smallRoom = Math.Max(1, capacity / 10);
    private readonly Queue<int> _small = new();
    private readonly Queue<int> _main = new();
    private readonly Queue<int> _ghosts = new();
    private readonly HashSet<int> _remembered = [];
    private readonly Dictionary<int, int> _uses = [];

    public string Name => "S3-FIFO";

    public bool Access(int key)
    {
        if (_uses.TryGetValue(key, out int uses))
        {
            _uses[key] = Math.Min(3, uses + 1);
            return true;
        }

        while (_uses.Count >= capacity)
        {
            if (_small.Count >= _smallRoom || _main.Count == 0)
            {
                EvictSmall();
            }
            else
            {
                EvictMain();
            }
        }

        (_remembered.Remove(key) ? _main : _small).Enqueue(key);
        _uses[key] = 0;
        return false;
    }

    private void EvictSmall()
    {
        while (_small.TryDequeue(out int key))
        {
            if (_uses[key] > 0)
            {
                _uses[key] = 0;
                _main.Enqueue(key);
                continue;
            }

            _uses.Remove(key);
            _ghosts.Enqueue(key);
            _remembered.Add(key);
            while (_ghosts.Count > capacity - _smallRoom)
            {
                _remembered.Remove(_ghosts.Dequeue());
            }

            return;
        }
    }

    private void EvictMain()
    {
        while (_main.TryDequeue(out int key))
        {
            if (_uses[key]-- > 0)
            {
                _main.Enqueue(key);
                continue;
            }

            _uses.Remove(key);
            return;
        }
    }
}
