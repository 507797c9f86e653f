using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads the property that is the key.</summary>
internal static class KeyReader
{
    private const string Assigned = "Assigned";

    /// <summary>Who makes the key, as a member of <c>POKeyGeneration</c>; null, and a problem, when nobody can.</summary>
    public static string? GenerationOf(IPropertySymbol key, bool isSetByParent, KnownTypes known, ProblemList problems)
    {
        if (key.SetMethod is not null || isSetByParent)
        {
            return Assigned;
        }

        if (key.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
        {
            return "Database";
        }

        if (KnownTypes.Same(key.Type, known.Guid))
        {
            return "Framework";
        }

        problems.AddTo(key, $"is a key of type {ProblemList.Display(key.Type)} that nobody can set: add 'init' or 'set' to it. "
            + "(Without setter the database makes an int or long, and the framework a Guid.)");
        return null;
    }

    /// <summary>The columns of the key; empty, with a problem, when its type cannot be a key.</summary>
    public static ImmutableArray<ModelColumn> ColumnsOf(IPropertySymbol key, PropertyMarks marks, KnownTypes known, ProblemList problems)
    {
        if (KeyType.IsSimple(key.Type, known))
        {
            return key.Type.NullableAnnotation == NullableAnnotation.Annotated
                ? Refuse(key, problems, "can be null, which a key cannot: remove the question mark")
                : ColumnReader.Read(key, marks, ColumnType.Of(key.Type, known)! with { IsNullable = false }, part: null, known, problems);
        }

        if (KeyType.PartsOf(key.Type) is not { } parts)
        {
            return Refuse(key, problems, $"is of type {ProblemList.Display(key.Type)}, which cannot be a key: "
                + "use int, long, string, Guid, or for several columns a readonly record struct whose positional parameters are the columns");
        }

        if (parts.Length < 2)
        {
            return Refuse(key, problems, $"is a key of one column in a record struct: use {ProblemList.Display(parts[0].Type)} itself");
        }

        if (marks.Column is { } column)
        {
            problems.AddTo(column, key,
                "is a key of several columns, which has no column of its own: name each with [property: POColumn(\"name\")] on its parameter");
        }

        if (marks.ParentKey is { } parent)
        {
            problems.AddTo(parent, key,
                "is a key of several columns: mark the one that holds the parent's key with [property: ParentKey(...)] on its parameter");
        }

        return ReadParts(key, parts, known, problems);
    }

    private static ImmutableArray<ModelColumn> ReadParts(
        IPropertySymbol key, ImmutableArray<IPropertySymbol> parts, KnownTypes known, ProblemList problems)
    {
        ImmutableArray<ModelColumn>.Builder columns = ImmutableArray.CreateBuilder<ModelColumn>();
        foreach (IPropertySymbol part in parts)
        {
            ColumnType? type = ColumnType.Of(part.Type, known);
            if (!KeyType.CanBePart(type))
            {
                problems.AddToTypeOf(key, $"has the part {part.Name} of type {ProblemList.Display(part.Type)}, which cannot be a part of a key: "
                    + "use a whole number, decimal, bool, char, string, Guid, a date or time type, or an enum");
                continue;
            }

            columns.AddRange(ColumnReader.Read(key, PropertyMarks.Of(part, known), type!, part, known, problems));
        }

        return columns.ToImmutable();
    }

    private static ImmutableArray<ModelColumn> Refuse(IPropertySymbol key, ProblemList problems, string message)
    {
        problems.AddToTypeOf(key, message);
        return [];
    }
}
