using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>The link between a child and its parent: a column of the child that holds the parent's key.</summary>
internal static class ParentLink
{
    /// <summary>The parent's class as it is written in generated code; null, with a problem, when the column cannot hold its key.</summary>
    public static string? ParentTypeOf(IPropertySymbol property, ITypeSymbol linkType, AttributeData parentKey, KnownTypes known, ProblemList problems)
    {
        if (ParentOf(parentKey) is not { } parent)
        {
            problems.MarkBroken();
            return null;
        }

        if (known.ModelAttributeOf(parent) is null)
        {
            problems.AddTo(parentKey, property,
                $"names {ProblemList.Display(parent)} as parent, which is no [POModel] class: name the parent's model class");
            return null;
        }

        // A parent that is wrong itself has problems of its own.
        if (KeyType.PropertyOf(parent, known) is { } key)
        {
            if (KeyType.PartsOf(key.Type) is not null)
            {
                problems.AddTo(parentKey, property, $"cannot hold the key of {ProblemList.Display(parent)}, which has several columns: "
                    + "only a parent with a key of one column can have children");
            }
            else if (!SymbolEqualityComparer.Default.Equals(key.Type, linkType))
            {
                problems.AddToTypeOf(property,
                    $"is of type {ProblemList.Display(property.Type)}, "
                    + $"but the key of its parent {ProblemList.Display(parent)} is {ProblemList.Display(key.Type)}: use that type");
            }
        }

        return CodeText.Type(parent);
    }

    /// <summary>The parent that an attribute names, or null when it names none.</summary>
    public static INamedTypeSymbol? ParentOf(AttributeData parentKey) =>
        parentKey.ConstructorArguments.Length > 0 && parentKey.ConstructorArguments[0].Value is INamedTypeSymbol { TypeKind: not TypeKind.Error } parent
            ? parent
            : null;
}
