using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>
/// The order of a class's columns, for who only needs that: the parent of a child. The columns stand in the order of the properties' declaration; those of a
/// key of several columns stand where the key stands.
/// </summary>
internal static class ColumnLayout
{
    /// <summary>One column: the property and, in a key of several columns, the part of its type.</summary>
    public readonly record struct Place(IPropertySymbol Property, IPropertySymbol? Part)
    {
        /// <summary>The property that carries the column's attributes.</summary>
        public IPropertySymbol Marked => Part ?? Property;

        /// <summary>As the model's column names it: <c>M_Product_ID</c>, <c>Key.M_Product_ID</c>.</summary>
        public string Path => Part is null ? Property.Name : $"{Property.Name}.{Part.Name}";
    }

    public static ImmutableArray<Place> Of(INamedTypeSymbol model, KnownTypes known)
    {
        ImmutableArray<Place>.Builder places = ImmutableArray.CreateBuilder<Place>();
        foreach (IPropertySymbol property in UserCode.PropertiesToComplete(model))
        {
            if (KnownTypes.AttributeOf(property, known.ChildrenAttribute) is not null)
            {
                continue;
            }

            if (KnownTypes.AttributeOf(property, known.KeyAttribute) is not null && KeyType.PartsOf(property.Type) is { } parts)
            {
                places.AddRange(parts.Select(part => new Place(property, part)));
            }
            else
            {
                places.Add(new Place(property, Part: null));
            }
        }

        return places.ToImmutable();
    }
}
