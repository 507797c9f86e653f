using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IdempiereStyleCache.Analyzers.State;

/// <summary>
/// ISC0004 and ISC0005: what a model class keeps beside its columns. The framework freezes columns; a field or an ordinary property stays as it was declared.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelStateAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id of the rule about state that stays writable.</summary>
    public const string WritableId = "ISC0004";

    /// <summary>The id of the rule about types whose content can be changed.</summary>
    public const string MutableId = "ISC0005";

    /// <summary>The property of a diagnostic that names the immutable counterpart of a type, for the fixer.</summary>
    public const string Counterpart = "Counterpart";

    private static readonly DiagnosticDescriptor Writable = Rule.Create(
        WritableId,
        "A model object has state that stays writable",
        "'{0}' can still be set when the record is frozen and shared: {1}",
        DiagnosticSeverity.Warning,
        "Freezing guards the partial properties of a model class. A writable field, an automatic property with a setter or an event of its own is not guarded, not stored and not copied.");

    private static readonly DiagnosticDescriptor Mutable = Rule.Create(
        MutableId,
        "A model object holds something that can be changed",
        "'{0}' holds {1}, whose content can be changed through a frozen record by everybody who shares it: use {2}",
        DiagnosticSeverity.Warning,
        "A frozen record is shared. What it holds must be immutable too, or one reader changes what all others see.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Writable, Mutable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Of(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    /// <summary>Whether the generator would store a property if it were partial.</summary>
    /// <param name="property">A property of a class.</param>
    /// <param name="compilation">The compilation that it is of.</param>
    /// <returns>True when its class is completed by the generator and its type can be that of a column.</returns>
    public static bool CanBeColumn(IPropertySymbol property, Compilation compilation) =>
        KnownTypes.Of(compilation) is { } known && known.ModelAttributeOf(property.ContainingType) is not null && ColumnType.Of(property.Type, known) is not null;

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !known.IsModel(type))
        {
            return;
        }

        foreach (ISymbol member in UserCode.Members(type))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!member.IsStatic)
            {
                AnalyzeMember(context, type, member, known);
            }
        }
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, INamedTypeSymbol type, ISymbol member, KnownTypes known)
    {
        switch (member)
        {
            case IFieldSymbol field:
                if (!field.IsReadOnly)
                {
                    Report(context, type, field, "make it readonly, or a partial property, which is a column");
                }

                ReportType(context, type, field, field.Type, known);
                break;
            case IPropertySymbol property when IsAuto(property) && PropertyMarks.Of(property, known).Any is null:
                if (property.SetMethod is { IsInitOnly: false })
                {
                    Report(context, type, property, "make it a partial property, which is a column, or remove the setter");
                }

                ReportType(context, type, property, property.Type, known);
                break;
            case IEventSymbol happening when UserCode.SyntaxOf(happening, context.CancellationToken) is VariableDeclaratorSyntax && !happening.IsAbstract:
                Report(context, type, happening, "subscribe to the bus of the node instead, or keep the event in a service");
                break;
        }
    }

    private static bool IsAuto(IPropertySymbol property) => !property.IsPartialDefinition && property.ContainingType.GetMembers().Any(
        member => member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property));

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, ISymbol member, string advice) =>
        context.ReportDiagnostic(Diagnostic.Create(Writable, UserCode.LocationOf(member), $"{type.Name}.{member.Name}", advice));

    private static void ReportType(SymbolAnalysisContext context, INamedTypeSymbol type, ISymbol member, ITypeSymbol held, KnownTypes known)
    {
        if (MutableType.Find(held, known) is not { } mutable)
        {
            return;
        }

        TypeSyntax? written = UserCode.SyntaxOf(member, context.CancellationToken) switch
        {
            PropertyDeclarationSyntax property => property.Type,
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type,
            _ => null,
        };
        string name = held.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        ImmutableDictionary<string, string?> properties = mutable.Counterpart is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Counterpart, mutable.Counterpart);
        context.ReportDiagnostic(Diagnostic.Create(
            Mutable, written?.GetLocation() ?? UserCode.LocationOf(member), properties, $"{type.Name}.{member.Name}", name, mutable.Counterpart ?? "an immutable type"));
    }
}
