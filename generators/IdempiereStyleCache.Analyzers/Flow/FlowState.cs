using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>What is known at one point of a method: the values of its variables, and the tables that transactions have written.</summary>
internal sealed class FlowState
{
    private static readonly IEqualityComparer<object> Keys = new KeyComparer();

    private ImmutableDictionary<object, FlowValue> _values = ImmutableDictionary.Create<object, FlowValue>(Keys);

    /// <summary>The tables that a transaction has written and not yet committed.</summary>
    public ImmutableHashSet<TableWrite> Writes { get; set; } = [];

    public FlowValue this[object key]
    {
        get => _values.TryGetValue(key, out FlowValue? value) ? value : FlowValue.Unknown;
        set => _values = _values.SetItem(key, value);
    }

    public IEnumerable<FlowValue> Values => _values.Values;

    public bool TryGet(object key, out FlowValue value) => _values.TryGetValue(key, out value!);

    public FlowState Clone() => new() { _values = _values, Writes = Writes };

    /// <summary>The same without what some transactions have written: they have ended, or nobody knows.</summary>
    public FlowState Without(Func<ISymbol, bool> isEnded)
    {
        ImmutableHashSet<TableWrite> rest = Writes.Except(Writes.Where(write => isEnded(write.Trx)));
        return rest.Count == Writes.Count ? this : new FlowState { _values = _values, Writes = rest };
    }

    /// <summary>Takes over what another path may bring; tells whether that changed anything.</summary>
    public bool Join(FlowState other)
    {
        if (ReferenceEquals(_values, other._values) && ReferenceEquals(Writes, other.Writes))
        {
            return false;
        }

        ImmutableDictionary<object, FlowValue> before = _values;
        foreach (KeyValuePair<object, FlowValue> pair in other._values)
        {
            if (!_values.TryGetValue(pair.Key, out FlowValue? mine))
            {
                _values = _values.Add(pair.Key, Absent(pair.Key).Join(pair.Value));
            }
            else if (mine.Join(pair.Value) is var joined && !joined.Equals(mine))
            {
                _values = _values.SetItem(pair.Key, joined);
            }
        }

        foreach (object key in before.Keys)
        {
            if (key is IFieldSymbol or IPropertySymbol && !other._values.ContainsKey(key))
            {
                _values = _values.SetItem(key, _values[key].Join(FlowValue.Unknown));
            }
        }

        ImmutableHashSet<TableWrite> writes = Writes.Union(other.Writes);
        bool changed = !SameValues(before, _values) || writes.Count != Writes.Count;
        Writes = writes;
        return changed;
    }

    /// <summary>Changes every value that matches.</summary>
    public void Map(Func<FlowValue, FlowValue> map)
    {
        foreach (KeyValuePair<object, FlowValue> pair in _values)
        {
            FlowValue mapped = map(pair.Value);
            if (!ReferenceEquals(mapped, pair.Value))
            {
                _values = _values.SetItem(pair.Key, mapped);
            }
        }
    }

    // A member that this path did not touch holds what it held before; a local was not assigned.
    private static FlowValue Absent(object key) => key is IFieldSymbol or IPropertySymbol ? FlowValue.Unknown : FlowValue.None;

    private static bool SameValues(ImmutableDictionary<object, FlowValue> one, ImmutableDictionary<object, FlowValue> other) =>
        ReferenceEquals(one, other)
        || (one.Count == other.Count && other.All(pair => one.TryGetValue(pair.Key, out FlowValue? value) && value.Equals(pair.Value)));

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) =>
            x is ISymbol one ? y is ISymbol other && SymbolEqualityComparer.Default.Equals(one, other) : object.Equals(x, y);

        public int GetHashCode(object obj) => obj switch
        {
            ISymbol symbol => SymbolEqualityComparer.Default.GetHashCode(symbol),
            CaptureId capture => capture.GetHashCode(),
            _ => obj.GetHashCode(),
        };
    }
}

/// <summary>A table that a transaction has written.</summary>
internal sealed record TableWrite(ISymbol Trx, string Table)
{
    public bool Equals(TableWrite? other) => other is not null && Table == other.Table && SymbolEqualityComparer.Default.Equals(Trx, other.Trx);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Table);
}
