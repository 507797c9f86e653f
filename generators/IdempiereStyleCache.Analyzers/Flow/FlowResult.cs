using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>What one walk of a method found: what it does to its callers' objects, and what is wrong in it.</summary>
internal sealed class FlowResult
{
    /// <summary>The bit of the object that a method is called on.</summary>
    public const int Receiver = 63;

    public static readonly FlowResult Empty = new() { Returned = FlowValue.Unknown };

    /// <summary>What the method returns; a task counts as its result.</summary>
    public FlowValue Returned { get; set; } = FlowValue.None;

    /// <summary>The parameters that are changed, saved or deleted, or kept somewhere.</summary>
    public ulong Changes { get; set; }

    public ulong Saves { get; set; }

    public ulong Escapes { get; set; }

    /// <summary>What <c>ref</c> and <c>out</c> parameters hold at the end.</summary>
    public Dictionary<int, FlowValue> Outs { get; } = [];

    /// <summary>What parameters that are delegates are called with.</summary>
    public Dictionary<int, ImmutableArray<FlowValue>> DelegateArguments { get; } = [];

    /// <summary>What fields and properties of the method's own class are set to.</summary>
    public List<KeyValuePair<ISymbol, FlowValue>> MemberWrites { get; } = [];

    public HashSet<FlowFinding> Findings { get; } = [];

    public bool SaysTheSameAs(FlowResult other) => Returned.Equals(other.Returned) && Changes == other.Changes && Saves == other.Saves && Escapes == other.Escapes
        && Outs.Count == other.Outs.Count && Outs.All(pair => other.Outs.TryGetValue(pair.Key, out FlowValue? value) && value.Equals(pair.Value));

    public static ulong Bit(int ordinal) => ordinal is >= 0 and < Receiver ? 1UL << ordinal : 0;

    public static ulong ReceiverBit => 1UL << Receiver;
}
