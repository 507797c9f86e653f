using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Which classes can be model classes, before any member is looked at.</summary>
internal static class ClassRules
{
    public static void Check(INamedTypeSymbol type, AttributeData model, ProblemList problems, CancellationToken cancellationToken)
    {
        foreach (string kind in UnsupportedKinds(type))
        {
            problems.AddToClass($"{kind}, which a model class cannot be: make it an ordinary class");
        }

        if (!IsPartial(type, cancellationToken))
        {
            problems.AddToClass("is marked [POModel] but is not partial, so that the generator cannot complete it: write 'partial class'");
        }

        if (HasPrimaryConstructor(type, cancellationToken))
        {
            problems.AddToClass(
                "has a primary constructor, which the generated constructors cannot call: write it as an ordinary one that calls this()");
        }

        foreach (INamedTypeSymbol outer in Around(type))
        {
            CheckOuter(outer, problems, cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(PropertyMarks.Text(model)))
        {
            problems.AddTo(model, type, "has no table: write the name of its table, as in [POModel(\"M_Product\")]");
        }
    }

    /// <summary>The types that a class is nested in, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    /// <summary>How a class or a type around it is opened again, such as <c>partial class Outer</c>.</summary>
    public static string Opening(INamedTypeSymbol outer)
    {
        string keyword = outer switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"partial {keyword} {NameWithTypeParameters(outer)}";
    }

    public static string NameWithTypeParameters(INamedTypeSymbol type)
    {
        string name = CodeText.Identifier(type.Name);
        IEnumerable<string> parameters = type.TypeParameters.Select(static parameter => CodeText.Identifier(parameter.Name));
        return type.TypeParameters.IsEmpty ? name : $"{name}<{string.Join(", ", parameters)}>";
    }

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        UserCode.SyntaxOf(type, cancellationToken) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static IEnumerable<string> UnsupportedKinds(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            yield return "is a record";
        }

        if (type.IsStatic)
        {
            yield return "is static";
        }
        else if (type.IsAbstract)
        {
            yield return "is abstract";
        }

        if (type.IsGenericType && type.TypeParameters.Length > 0)
        {
            yield return "is generic";
        }

        if (type.IsFileLocal)
        {
            yield return "is local to its file";
        }
    }

    private static void CheckOuter(INamedTypeSymbol outer, ProblemList problems, CancellationToken cancellationToken)
    {
        if (outer.TypeParameters.Length > 0)
        {
            problems.AddToClass($"lies inside {ProblemList.Display(outer)}, which is generic: move it out");
        }

        if (outer.IsFileLocal)
        {
            problems.AddToClass($"lies inside {ProblemList.Display(outer)}, which is local to its file: remove 'file'");
        }

        if (!IsPartial(outer, cancellationToken))
        {
            problems.Add(outer,
                $"{problems.TypeName} lies inside {ProblemList.Display(outer)}, which is not partial, so that the generator cannot complete it: "
                + $"write '{Opening(outer)}'");
        }
    }

    private static bool HasPrimaryConstructor(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        !type.IsRecord && type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellationToken) is ClassDeclarationSyntax { ParameterList: not null });
}
