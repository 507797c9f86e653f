using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>What an update writes.</summary>
/// <param name="ChangedOrdinals">The positions, in <see cref="POModelInfo.Columns"/>, of the columns to write.</param>
/// <param name="ExpectedToken">The concurrency token that the record must still have; null for a model without one.</param>
/// <param name="NewToken">The concurrency token to write; null for a model without one.</param>
public readonly record struct POUpdate(ImmutableArray<int> ChangedOrdinals, object? ExpectedToken, object? NewToken);
