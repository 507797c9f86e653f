using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Cached;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IdempiereStyleCache.Analyzers;

/// <summary>
/// ISC0011: a member that is marked with <c>[Cached]</c> and that the generator cannot implement, among others because what it holds could be changed. It reads members with the
/// generator's own rules.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CachedMemberAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id of the rule.</summary>
    public const string DiagnosticId = "ISC0011";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        DiagnosticId,
        "The generator cannot implement this cached attribute",
        "{0}",
        DiagnosticSeverity.Error,
        "A member marked with [Cached] is implemented by the generator. Where that is not possible, or where the value could be changed by everybody who shares it, this error says why.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Of(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Property, SymbolKind.Method);
                start.RegisterSymbolAction(symbol => AnalyzeHeld(symbol, known), SymbolKind.Field, SymbolKind.Property);
            }
        });
    }

    // Asking a symbol for its attributes binds them, and most members of model classes have some. In a file with aliases any name may mean this one.
    private static bool MayBeMarked(ISymbol member, CancellationToken cancellationToken)
    {
        if (UserCode.SyntaxOf(member, cancellationToken) is not MemberDeclarationSyntax { AttributeLists: { Count: > 0 } lists } declaration)
        {
            return false;
        }

        foreach (AttributeListSyntax list in lists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (NameOf(attribute.Name) is "Cached" or "CachedAttribute" || HasAliases(declaration.SyntaxTree, cancellationToken))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static bool HasAliases(SyntaxTree tree, CancellationToken cancellationToken) =>
        tree.GetRoot(cancellationToken) is CompilationUnitSyntax unit
        && (unit.Usings.Any(static u => u.Alias is not null) || unit.Members.OfType<BaseNamespaceDeclarationSyntax>().Any(static n => n.Usings.Any(static u => u.Alias is not null)));

    // One that is written by hand: a field or property of the type CachedAttribute.
    private static void AnalyzeHeld(SymbolAnalysisContext context, KnownTypes known)
    {
        ITypeSymbol type = context.Symbol is IFieldSymbol field ? field.Type : ((IPropertySymbol)context.Symbol).Type;
        if (context.Symbol.IsImplicitlyDeclared
            || type is not INamedTypeSymbol { Name: "CachedAttribute", Arity: > 0, ContainingNamespace: { Name: "IdempiereStyleCache", ContainingNamespace.IsGlobalNamespace: true } } held
            || MutableType.Find(held.TypeArguments[held.Arity - 1], known) is not { } mutable)
        {
            return;
        }

        string message = $"{ProblemList.Display(context.Symbol.ContainingType)}.{context.Symbol.Name} caches values of type {ProblemList.Display(held.TypeArguments[held.Arity - 1])}, whose content "
            + $"everybody who shares it could change: use {mutable.Counterpart ?? "an immutable type"}";
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, UserCode.LocationOf(context.Symbol), message));
    }

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        if (!MayBeMarked(context.Symbol, context.CancellationToken) || KnownTypes.AttributeOf(context.Symbol, known.CachedAttribute) is not { } mark
            || context.Symbol is IPropertySymbol { PartialDefinitionPart: not null } or IMethodSymbol { PartialDefinitionPart: not null })
        {
            return;
        }

        ProblemList problems = new(context.Symbol.ContainingType, context.CancellationToken);
        CachedMemberReader.Read(context.Symbol, mark, known, problems, context.CancellationToken);
        foreach (ModelProblem problem in problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, problem.Location, problem.Message));
        }
    }
}
