using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Something that a rule says of a place. One place is told once, however many ways lead to it.</summary>
internal sealed class FlowFinding(DiagnosticDescriptor rule, SyntaxNode place, IEnumerable<object> arguments, FlowValue value) : IEquatable<FlowFinding>
{
    private readonly TextSpan _span = place.Span;

    public string RuleId => rule.Id;

    /// <summary>More for the fixers, by name.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The diagnostic; the places where the object came from, nearest first, are with it.</summary>
    public Diagnostic ToDiagnostic()
    {
        IEnumerable<Location> from = value.Origins
            .Where(origin => !origin.IsCopy && origin.Syntax?.SyntaxTree == place.SyntaxTree)
            .OrderBy(origin => Math.Abs(origin.Syntax!.SpanStart - _span.Start))
            .Select(static origin => origin.Syntax!.GetLocation());
        return Diagnostic.Create(rule, place.GetLocation(), from, Properties, [.. arguments]);
    }

    public bool Equals(FlowFinding? other) =>
        other is not null && RuleId == other.RuleId && _span == other._span && place.SyntaxTree == other.Tree;

    public override bool Equals(object? obj) => Equals(obj as FlowFinding);

    public override int GetHashCode() => _span.GetHashCode() ^ StringComparer.Ordinal.GetHashCode(RuleId);

    private SyntaxTree Tree => place.SyntaxTree;
}
