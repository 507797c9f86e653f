using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>What a model class may derive from: nothing, PO, or an abstract class between the two that passes on PO's constructors.</summary>
internal static class BaseClassRules
{
    /// <summary>Whether the user's part leaves it to the generated part to name the base class.</summary>
    public static bool NamesNone(INamedTypeSymbol type, KnownTypes known) =>
        type.BaseType is { } found && (found.SpecialType == SpecialType.System_Object || KnownTypes.Same(found, known.PO));

    public static void Check(INamedTypeSymbol type, KnownTypes known, ProblemList problems)
    {
        if (type.BaseType is not { } found || NamesNone(type, known) || type.TypeKind != TypeKind.Class)
        {
            return;
        }

        string name = ProblemList.Display(found);
        if (Ancestors(type).Any(static ancestor => ancestor.TypeKind == TypeKind.Error))
        {
            problems.MarkBroken();
        }
        else if (Ancestors(type).FirstOrDefault(ancestor => known.ModelAttributeOf(ancestor) is not null) is { } model)
        {
            problems.AddToClass(
                $"derives from {ProblemList.Display(model)}, which is a model class itself: derive both from one abstract class, or from nothing");
        }
        else if (!IsPO(type, known))
        {
            problems.AddToClass($"derives from {name}, which is no PO: derive from nothing, or let {name} derive from PO");
        }
        else if (!found.IsAbstract)
        {
            problems.AddToClass($"derives from {name}, which is not abstract: make it abstract");
        }
        else
        {
            CheckConstructors(type, found, name, known, problems);
        }
    }

    /// <summary>Whether PO is among the ancestors.</summary>
    public static bool IsPO(INamedTypeSymbol type, KnownTypes known) => Ancestors(type).Any(ancestor => KnownTypes.Same(ancestor, known.PO));

    /// <summary>The user's classes between a model class and PO, nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> UserBases(INamedTypeSymbol type, KnownTypes known) =>
        Ancestors(type).TakeWhile(ancestor => ancestor.SpecialType != SpecialType.System_Object && !KnownTypes.Same(ancestor, known.PO));

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static void CheckConstructors(INamedTypeSymbol type, INamedTypeSymbol found, string name, KnownTypes known, ProblemList problems)
    {
        if (!Has(found))
        {
            problems.AddToClass($"derives from {name}, which has no constructor for new records: add 'protected {found.Name}() {{ }}' to it");
        }

        if (!Has(found, parameter => KnownTypes.Same(parameter, known.RowReader)))
        {
            problems.AddToClass($"derives from {name}, which has no constructor for records that are read: "
                + $"add 'protected {found.Name}(PORowReader row) : base(row) {{ }}' to it");
        }

        if (!Has(found, source => Derives(type, source), trx => KnownTypes.Same(trx, known.Trx)))
        {
            problems.AddToClass($"derives from {name}, which has no constructor for copies: "
                + $"add 'protected {found.Name}({found.Name} source, Trx? trx) : base(source, trx) {{ }}' to it");
        }
    }

    private static bool Derives(INamedTypeSymbol type, ITypeSymbol ancestor) =>
        Ancestors(type).Any(candidate => SymbolEqualityComparer.Default.Equals(candidate, ancestor));

    private static bool Has(INamedTypeSymbol type, params Func<ITypeSymbol, bool>[] parameters) =>
        type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility != Accessibility.Private
            && constructor.Parameters.Length == parameters.Length
            && constructor.Parameters.Zip(parameters, static (parameter, fits) => fits(parameter.Type)).All(static fits => fits));
}
