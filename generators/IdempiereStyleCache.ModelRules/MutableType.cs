using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>A type whose content can be changed by whoever holds it.</summary>
/// <param name="Counterpart">The immutable type to use instead, as it is written; null where none is known.</param>
internal sealed record MutableType(string? Counterpart)
{
    /// <summary>Looks at a type and at what it is made of; null when nothing in it can be changed, as far as the type tells.</summary>
    public static MutableType? Find(ITypeSymbol type, KnownTypes known)
    {
        if (type is IArrayTypeSymbol array)
        {
            return new MutableType(array.Rank == 1 ? $"ImmutableArray<{Display(array.ElementType)}>" : null);
        }

        if (type is not INamedTypeSymbol named || type.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || type.TypeKind is TypeKind.Delegate or TypeKind.Enum or TypeKind.Error || KnownTypes.Same(type, known.List) || known.IsModel(type))
        {
            return null;
        }

        if (IsCollection(named))
        {
            return new MutableType(CounterpartOf(named));
        }

        if (named.TypeKind == TypeKind.Class && !IsImmutableCollection(named) && HasSetters(named))
        {
            return new MutableType(named.Name == "StringBuilder" ? "string" : null);
        }

        return HoldsItsArguments(named) && named.TypeArguments.Any(argument => Find(argument, known) is not null) ? new MutableType(Counterpart: null) : null;
    }

    // A collection that can be changed has the interfaces that say so. Frozen and immutable ones have them too, and throw.
    private static bool IsCollection(INamedTypeSymbol type) =>
        !IsImmutableCollection(type)
        && (NamespaceOf(type).StartsWith("System.Collections", StringComparison.Ordinal) || type.TypeKind == TypeKind.Class)
        && (IsChangeable(type) || type.AllInterfaces.Any(IsChangeable) || type is { Name: "Queue" or "Stack" or "BitArray" or "PriorityQueue" or "ConcurrentBag" or "ConcurrentQueue" or "ConcurrentStack" or "BlockingCollection" })
        && type.Name is not ("ReadOnlyCollection" or "ReadOnlyDictionary" or "ReadOnlySet" or "ReadOnlyObservableCollection");

    private static bool IsChangeable(INamedTypeSymbol type) =>
        NamespaceOf(type).StartsWith("System.Collections", StringComparison.Ordinal) && type.Name is "ICollection" or "IList" or "IDictionary" or "ISet" && (type.IsGenericType || type.Name != "ICollection");

    private static bool IsImmutableCollection(INamedTypeSymbol type) => NamespaceOf(type) is "System.Collections.Immutable" or "System.Collections.Frozen" && type.Name != "Builder";

    // What is read out of these is what was put in.
    private static bool HoldsItsArguments(INamedTypeSymbol type) =>
        type.IsTupleType || IsImmutableCollection(type) || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || type.Name is "Lazy" or "Tuple" or "KeyValuePair" or "ReadOnlyCollection" or "ReadOnlyDictionary" or "IReadOnlyList" or "IReadOnlyCollection" or "IReadOnlyDictionary" or "IEnumerable";

    private static bool HasSetters(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            foreach (ISymbol member in level.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } }
                    or IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal })
                {
                    return true;
                }
            }
        }

        return type.Name == "StringBuilder";
    }

    private static string? CounterpartOf(INamedTypeSymbol type)
    {
        string arguments = string.Join(", ", type.TypeArguments.Select(Display));
        string? name = (type.Name, type.TypeArguments.Length) switch
        {
            ("List" or "IList" or "ICollection" or "Collection" or "ObservableCollection" or "ConcurrentBag", 1) => "ImmutableArray",
            ("LinkedList", 1) => "ImmutableList",
            ("HashSet" or "ISet", 1) => "ImmutableHashSet",
            ("SortedSet", 1) => "ImmutableSortedSet",
            ("Dictionary" or "IDictionary" or "ConcurrentDictionary", 2) => "ImmutableDictionary",
            ("SortedDictionary" or "SortedList", 2) => "ImmutableSortedDictionary",
            ("Queue" or "ConcurrentQueue", 1) => "ImmutableQueue",
            ("Stack" or "ConcurrentStack", 1) => "ImmutableStack",
            _ => null,
        };
        return name is null ? null : $"{name}<{arguments}>";
    }

    private static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));
}
