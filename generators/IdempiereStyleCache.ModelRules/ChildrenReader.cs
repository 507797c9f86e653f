using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads a property that is a list of children.</summary>
internal static class ChildrenReader
{
    /// <summary>Reads the list; null, with a problem, when it cannot be one.</summary>
    public static ModelChildren? Read(
        IPropertySymbol property, PropertyMarks marks, string field, KnownTypes known, ProblemList problems, CancellationToken cancellationToken)
    {
        AttributeData children = marks.Children!;
        if (marks.Any is { } other && other != children)
        {
            problems.AddTo(other, property, $"cannot be both [Children] and {PropertyMarks.Display(other)}: children are no column");
            return null;
        }

        if (property.SetMethod is { } setter)
        {
            problems.Add(setter,
                $"{problems.TypeName}.{property.Name} is a list of children, which is never replaced: remove the setter, and add and remove children");
        }

        if (ChildOf(property, known, problems) is not { } child || LinkTo(child, property, children, known, problems) is not { } link)
        {
            return null;
        }

        return new ModelChildren
        {
            Name = CodeText.Identifier(property.Name),
            Field = field,
            ChildType = CodeText.Type(child),
            Modifiers = PropertySyntax.ModifiersOf(property, cancellationToken),
            HasDocs = PropertySyntax.HasDocs(property, cancellationToken),
            LinkOrdinal = ColumnLayout.Of(child, known).IndexOf(link),
            OrderBy = PropertyMarks.Named(children, "OrderBy") as string,
        };
    }

    private static INamedTypeSymbol? ChildOf(IPropertySymbol property, KnownTypes known, ProblemList problems)
    {
        if (property.Type is not INamedTypeSymbol type || !KnownTypes.Same(type, known.List))
        {
            if (property.Type.TypeKind == TypeKind.Error)
            {
                problems.MarkBroken();
                return null;
            }

            problems.AddToTypeOf(property,
                $"is marked [Children] but is of type {ProblemList.Display(property.Type)}: use POList<T> of the children's model class");
            return null;
        }

        if (type.TypeArguments[0] is INamedTypeSymbol { TypeKind: not TypeKind.Error } child)
        {
            if (known.ModelAttributeOf(child) is not null)
            {
                return child;
            }

            problems.AddToTypeOf(property,
                $"is a list of {ProblemList.Display(child)}, which is no model class: mark that class with [POModel(\"its table\")]");
            return null;
        }

        problems.MarkBroken();
        return null;
    }

    private static ColumnLayout.Place? LinkTo(
        INamedTypeSymbol child, IPropertySymbol property, AttributeData children, KnownTypes known, ProblemList problems)
    {
        INamedTypeSymbol parent = property.ContainingType;
        if (KeyType.PropertyOf(parent, known) is { } key && KeyType.PartsOf(key.Type) is not null)
        {
            problems.AddTo(children, property, "cannot be a list of children: the key of the class has several columns, and a child links to one");
            return null;
        }

        ImmutableArray<ColumnLayout.Place> links =
            [.. ColumnLayout.Of(child, known).Where(place => LinksTo(place.Marked, parent, known))];
        string childName = ProblemList.Display(child);
        if (links.IsEmpty)
        {
            problems.AddToTypeOf(property,
                $"is a list of {childName}, which has no column for the key of its parent: mark that property of {childName} with "
                + $"[ParentKey(typeof({ProblemList.Display(parent)}))]");
            return null;
        }

        if (PropertyMarks.Named(children, "ParentKey") is string name)
        {
            foreach (ColumnLayout.Place link in links)
            {
                if (link.Path == name || link.Marked.Name == name)
                {
                    return link;
                }
            }

            problems.AddTo(children, property,
                $"names {childName}.{name} as the parent's key, which is not one of: {string.Join(", ", links.Select(static link => link.Path))}");
            return null;
        }

        if (links.Length > 1)
        {
            problems.AddTo(children, property, $"is a list of {childName}, which has several columns for the key of this parent: choose one with "
                + $"[Children(ParentKey = nameof({childName}.{links[0].Marked.Name}))]; there are {string.Join(", ", links.Select(static link => link.Path))}");
            return null;
        }

        return links[0];
    }

    private static bool LinksTo(IPropertySymbol property, INamedTypeSymbol parent, KnownTypes known) =>
        KnownTypes.AttributeOf(property, known.ParentKeyAttribute) is { } parentKey
        && SymbolEqualityComparer.Default.Equals(ParentLink.ParentOf(parentKey), parent);
}
