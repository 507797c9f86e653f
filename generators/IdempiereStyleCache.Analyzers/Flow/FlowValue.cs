using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>
/// What is known of a value: where the model objects that it is, or holds, may come from. A collection counts as its elements, a task as its result: the types
/// tell them apart.
/// </summary>
internal sealed record FlowValue
{
    /// <summary>Null, or nothing that holds a model object; the least of all values.</summary>
    public static readonly FlowValue None = new();

    /// <summary>From where the analysis does not see.</summary>
    public static readonly FlowValue Unknown = new() { Kinds = Kinds.Unknown };

    public Kinds Kinds { get; init; }

    /// <summary>The parameters of the method that the value may come from; the highest bit is the object that the method is called on.</summary>
    public ulong Parameters { get; init; }

    public ImmutableHashSet<Origin> Origins { get; init; } = [];

    /// <summary>Parts with a name: the elements of a tuple, the properties of an object that is seen being made.</summary>
    public ImmutableDictionary<string, FlowValue> Members { get; init; } = ImmutableDictionary<string, FlowValue>.Empty;

    public ImmutableHashSet<FlowFunction> Functions { get; init; } = [];

    /// <summary>The transaction that an editable object is bound to.</summary>
    public ISymbol? Trx { get; init; }

    /// <summary>What a truth value says about an object.</summary>
    public FlowTest? Test { get; init; }

    public bool IsCached => (Kinds & Kinds.Cached) != 0;

    /// <summary>Whether nothing but editable objects come this way.</summary>
    public bool IsEditableOnly => (Kinds & Kinds.Editable) != 0 && (Kinds & ~Kinds.Editable) == 0 && Parameters == 0;

    public static FlowValue Of(Kinds kind, Origin? origin = null) =>
        new() { Kinds = kind, Origins = origin is null ? [] : [origin] };

    public FlowValue Join(FlowValue other)
    {
        if (ReferenceEquals(this, other) || ReferenceEquals(other, None))
        {
            return this;
        }

        if (ReferenceEquals(this, None))
        {
            return other;
        }

        return new FlowValue
        {
            Kinds = Kinds | other.Kinds,
            Parameters = Parameters | other.Parameters,
            Origins = Origins.Union(other.Origins),
            Members = JoinMembers(Members, other.Members),
            Functions = Functions.Union(other.Functions),
            Trx = Trx is null || SymbolEqualityComparer.Default.Equals(Trx, other.Trx) ? other.Trx : other.Trx is null ? Trx : null,
            Test = Test is null ? other.Test : other.Test is null || other.Test == Test ? Test : null,
        };
    }

    /// <summary>The same after a test has shown that it is not shared.</summary>
    public FlowValue Editable() => IsCached || Parameters != 0
        ? this with { Kinds = (Kinds & ~Kinds.Cached) | Kinds.Unknown, Parameters = 0, Origins = Origins.Except(Origins.Where(static origin => !origin.IsCopy)) }
        : this;

    /// <summary>The same without names of parts: what all of them may be.</summary>
    public FlowValue Flat()
    {
        FlowValue all = this with { Members = ImmutableDictionary<string, FlowValue>.Empty };
        foreach (FlowValue member in Members.Values)
        {
            all = all.Join(member.Flat());
        }

        return all;
    }

    public bool Equals(FlowValue? other) => ReferenceEquals(this, other) || (other is not null && Kinds == other.Kinds && Parameters == other.Parameters
        && Origins.SetEquals(other.Origins) && Functions.SetEquals(other.Functions) && SymbolEqualityComparer.Default.Equals(Trx, other.Trx)
        && Equals(Test, other.Test) && SameMembers(Members, other.Members));

    public override int GetHashCode() => (int)Kinds ^ Origins.Count;

    private static ImmutableDictionary<string, FlowValue> JoinMembers(ImmutableDictionary<string, FlowValue> one, ImmutableDictionary<string, FlowValue> other)
    {
        foreach (KeyValuePair<string, FlowValue> member in other)
        {
            one = one.SetItem(member.Key, one.TryGetValue(member.Key, out FlowValue? mine) ? mine.Join(member.Value) : member.Value);
        }

        return one;
    }

    private static bool SameMembers(ImmutableDictionary<string, FlowValue> one, ImmutableDictionary<string, FlowValue> other) =>
        ReferenceEquals(one, other)
        || (one.Count == other.Count && one.All(member => other.TryGetValue(member.Key, out FlowValue? its) && its.Equals(member.Value)));
}
