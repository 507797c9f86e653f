using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads a partial property that holds a column.</summary>
internal static class PropertyReader
{
    /// <summary>Reads the property; null, with a problem, when it cannot be a column.</summary>
    public static ModelProperty? Read(
        IPropertySymbol property, PropertyMarks marks, string field, KnownTypes known, ProblemList problems, CancellationToken cancellationToken)
    {
        if (property.Type.TypeKind == TypeKind.Error)
        {
            problems.MarkBroken();
            return null;
        }

        bool isKey = marks.Key is not null;
        ImmutableArray<ModelColumn> columns = isKey ? KeyReader.ColumnsOf(property, marks, known, problems) : ReadColumn(property, marks, known, problems);
        if (columns.IsEmpty)
        {
            return null;
        }

        string? keyGeneration = isKey ? KeyReader.GenerationOf(property, marks.ParentKey is not null, known, problems) : null;
        return new ModelProperty
        {
            Name = CodeText.Identifier(property.Name),
            Field = field,
            Type = TypeOf(property, columns[0]),
            Modifiers = PropertySyntax.ModifiersOf(property, cancellationToken),
            GetterModifiers = PropertySyntax.GetterModifiersOf(property, cancellationToken),
            Setter = PropertySyntax.SetterOf(property, cancellationToken),
            HasDocs = PropertySyntax.HasDocs(property, cancellationToken),
            KeyGeneration = keyGeneration,
            Columns = new EquatableArray<ModelColumn>(columns),
        };
    }

    /// <summary>Whether a property has the shape that a column or a list of children needs; a problem when it does not.</summary>
    public static bool HasRightShape(IPropertySymbol property, ProblemList problems)
    {
        string? fault = property switch
        {
            { IsIndexer: true } => "is an indexer, which cannot hold a column: make it a property",
            { IsStatic: true } => "is static, but a column belongs to one record: remove 'static'",
            { RefKind: not RefKind.None } => "returns a reference, through which a frozen record could be changed: remove 'ref'",
            { GetMethod: null } => "has no getter, which a column needs: add 'get'",
            _ => null,
        };
        if (fault is not null)
        {
            problems.AddTo(property, fault);
        }

        return fault is null;
    }

    private static ImmutableArray<ModelColumn> ReadColumn(IPropertySymbol property, PropertyMarks marks, KnownTypes known, ProblemList problems)
    {
        if (ColumnType.Of(property.Type, known) is { } type)
        {
            return ColumnReader.Read(property, marks, type, part: null, known, problems);
        }

        problems.AddToTypeOf(property,
            $"is of type {ProblemList.Display(property.Type)}, which cannot be stored: {ColumnType.Advice(property.Type, known)}");
        return [];
    }

    // Text of a file that does not declare nullability can be null.
    private static string TypeOf(IPropertySymbol property, ModelColumn column) =>
        property.Type.SpecialType == SpecialType.System_String ? (column.IsNullable ? "string?" : "string") : CodeText.AnnotatedType(property.Type);
}
