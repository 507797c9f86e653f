using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Which types can be a key, and how a key of several columns is taken apart.</summary>
internal static class KeyType
{
    /// <summary>Whether a type is the key of one column.</summary>
    public static bool IsSimple(ITypeSymbol type, KnownTypes known) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_String || KnownTypes.Same(type, known.Guid);

    /// <summary>
    /// The properties of the positional parameters of a <c>readonly record struct</c>, in their order; null when the type is none. From another assembly,
    /// where a record struct looks like any struct, one with a constructor that mirrors its deconstruction counts.
    /// </summary>
    public static ImmutableArray<IPropertySymbol>? PartsOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, IsReadOnly: true } record || (IsInSource(record) && !record.IsRecord))
        {
            return null;
        }

        foreach (IMethodSymbol deconstruct in record.GetMembers("Deconstruct").OfType<IMethodSymbol>())
        {
            ImmutableArray<IPropertySymbol> parts = PropertiesOf(deconstruct, record);
            if (parts.Length == deconstruct.Parameters.Length && record.InstanceConstructors.Any(constructor => Mirrors(constructor, deconstruct)))
            {
                return parts;
            }
        }

        return null;
    }

    /// <summary>Whether a type can be a part of a key of several columns.</summary>
    public static bool CanBePart(ColumnType? type) => type is { IsNullable: false, Storage: not (ColumnType.Bytes or "Single" or "Double") };

    /// <summary>The property that is the key of a model class, or null when there is not exactly one.</summary>
    public static IPropertySymbol? PropertyOf(INamedTypeSymbol model, KnownTypes known)
    {
        IPropertySymbol? found = null;
        foreach (IPropertySymbol property in UserCode.Members(model).OfType<IPropertySymbol>())
        {
            if (KnownTypes.AttributeOf(property, known.KeyAttribute) is not null)
            {
                if (found is not null)
                {
                    return null;
                }

                found = property;
            }
        }

        return found;
    }

    private static bool IsInSource(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty;

    private static ImmutableArray<IPropertySymbol> PropertiesOf(IMethodSymbol deconstruct, INamedTypeSymbol record)
    {
        ImmutableArray<IPropertySymbol>.Builder properties = ImmutableArray.CreateBuilder<IPropertySymbol>();
        foreach (IParameterSymbol parameter in deconstruct.Parameters)
        {
            if (parameter.RefKind == RefKind.Out
                && record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type))
            {
                properties.Add(property);
            }
        }

        return properties.ToImmutable();
    }

    private static bool Mirrors(IMethodSymbol constructor, IMethodSymbol deconstruct) =>
        constructor.Parameters.Length == deconstruct.Parameters.Length
        && constructor.Parameters.Zip(deconstruct.Parameters, AreAlike).All(static alike => alike);

    private static bool AreAlike(IParameterSymbol a, IParameterSymbol b) => a.Name == b.Name && SymbolEqualityComparer.Default.Equals(a.Type, b.Type);
}
