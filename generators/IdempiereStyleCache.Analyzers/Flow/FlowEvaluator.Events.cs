using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>What happens to objects: they are changed, saved, kept, shared, read.</summary>
internal sealed partial class FlowEvaluator
{
    private const int LongestName = 40;

    private void Change(FlowValue value, IOperation place, IOperation? named) => Change(value, place.Syntax, NameOf(named?.Syntax ?? place.Syntax));

    private void Change(FlowValue value, SyntaxNode place, string name)
    {
        value = value.Flat();
        _result.Changes |= value.Parameters;
        Use(value);
        if (value.IsCached)
        {
            Report(FlowRules.ChangesCached, place, value, [name, Kept(value), AccessorOf(value)], Accessor(value));
        }
    }

    private void Save(FlowValue value, IOperation place, string name, string verb)
    {
        value = value.Flat();
        _result.Saves |= value.Parameters;
        Use(value);
        if (value.IsCached)
        {
            Report(FlowRules.SavesCached, place.Syntax, value, [name, Kept(value), AccessorOf(value), verb], Accessor(value));
        }
    }

    /// <summary>The value gets somewhere where it may be changed unseen.</summary>
    private void Escape(FlowValue value)
    {
        value = value.Flat();
        _result.Escapes |= value.Parameters;
        Use(value);
    }

    private void Use(FlowValue value)
    {
        foreach (Origin origin in value.Origins)
        {
            if (origin is { IsCopy: true, Syntax: { } syntax })
            {
                _usedCopies.Add(syntax);
            }
        }
    }

    /// <summary>An editable object is put where it lives long.</summary>
    private void ShareIn(ISymbol holder, ITypeSymbol? type, FlowValue value, IOperation source)
    {
        value = value.Flat();
        if (value.IsEditableOnly && (type is null || Symbols.Carries(type) || type.SpecialType == SpecialType.System_Object))
        {
            ReportShared(value, source, holder.Name);
        }
    }

    private void ReportShared(FlowValue value, IOperation source, string holder)
    {
        string kind = (value.Kinds & Kinds.Fresh) != 0 ? "new record" : (value.Kinds & Kinds.Copy) != 0 ? "copy" : "query result";
        Report(FlowRules.SharesEditable, source.Syntax, value, [kind, holder], ImmutableDictionary<string, string?>.Empty);
    }

    // The classic form: the class keeps its only instance in a static member of its own.
    private static bool IsOfSingleton(ISymbol member) => member.ContainingType.GetMembers().Any(candidate => candidate.IsStatic && candidate switch
    {
        IFieldSymbol { IsReadOnly: true } field => SymbolEqualityComparer.Default.Equals(field.Type, member.ContainingType),
        IPropertySymbol { SetMethod: null } property => SymbolEqualityComparer.Default.Equals(property.Type, member.ContainingType),
        _ => false,
    });

    /// <summary>A property of a model object is read.</summary>
    private void ReadOf(IPropertyReferenceOperation reference, FlowValue value)
    {
        Origin? outdated = value.Origins.FirstOrDefault(static origin => origin.IsOutdated);
        if (outdated is null || !Symbols.IsPO(reference.Property.ContainingType) || Symbols.IsKey(reference.Property) || reference.Property.ContainingType.Name == "PO"
            || value.Origins.Any(static origin => !origin.IsOutdated) || HasCurrent(outdated))
        {
            return;
        }

        Report(FlowRules.OutdatedAfterCommit, reference.Syntax, value, [NameOf(reference.Instance!.Syntax), Kept(value)], Accessor(value));
    }

    // Whoever has also read the record again compares the two on purpose.
    private bool HasCurrent(Origin outdated) => _state.Values.Any(value => value.Origins.Any(origin => !origin.IsOutdated && !origin.IsCopy && origin.Table == outdated.Table));

    private void Report(DiagnosticDescriptor rule, SyntaxNode place, FlowValue value, ImmutableArray<object> arguments, ImmutableDictionary<string, string?> properties)
    {
        if (_isReporting)
        {
            _result.Findings.Add(new FlowFinding(rule, place, arguments, value) { Properties = properties });
        }
    }

    private static ImmutableDictionary<string, string?> Accessor(FlowValue value) =>
        ImmutableDictionary<string, string?>.Empty.Add("Accessor", AccessorOf(value));

    private static string AccessorOf(FlowValue value) =>
        value.Origins.Where(static origin => !origin.IsCopy).Select(static origin => origin.Accessor).OrderBy(static name => name, StringComparer.Ordinal).FirstOrDefault() ?? "Get";

    private static string Kept(FlowValue value) =>
        value.Origins.Where(static origin => !origin.IsCopy).Select(static origin => origin.Model).FirstOrDefault(static model => model is not null) ?? "it";

    /// <summary>How an expression is called in a message.</summary>
    private static string NameOf(SyntaxNode expression)
    {
        string text = expression is MemberBindingExpressionSyntax or InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax }
            ? expression.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression.ToString() ?? expression.ToString()
            : expression.ToString();
        text = string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestName ? text : text.Substring(0, LongestName) + "...";
    }
}
