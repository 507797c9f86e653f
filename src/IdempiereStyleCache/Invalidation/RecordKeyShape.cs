using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>How the keys of one cache are made of stored values: for a key of several columns, or one that is stored otherwise than it is kept, as an enum is. Immutable.</summary>
/// <param name="KeyType">The type of the keys.</param>
/// <param name="PartTypes">The types of the stored values.</param>
/// <param name="Split">Takes a key apart.</param>
/// <param name="Join">Makes a key of its stored values; null when that is not known.</param>
internal sealed record RecordKeyShape(Type KeyType, ImmutableArray<Type> PartTypes, Func<object, ImmutableArray<object>> Split, Func<ImmutableArray<object>, object?> Join);
