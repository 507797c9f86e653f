using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>The place where a model object was taken from a cache, or copied.</summary>
/// <param name="Syntax">The expression; null when it stands in another method.</param>
/// <param name="Accessor">The name of the method or property that gave it.</param>
/// <param name="Model">The name of the model class, if known.</param>
/// <param name="Table">Its table, in capitals.</param>
/// <param name="IsCopy">Whether it is an editable copy.</param>
/// <param name="IsOutdated">Whether the table was written and committed since.</param>
internal sealed record Origin(SyntaxNode? Syntax, string Accessor, string? Model, string? Table, bool IsCopy = false, bool IsOutdated = false);
