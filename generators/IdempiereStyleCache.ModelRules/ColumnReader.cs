using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads one column: its name, its type, and who fills it.</summary>
internal static class ColumnReader
{
    /// <summary>Reads the column of a property, or of a part of its type when that is a key of several columns.</summary>
    public static ImmutableArray<ModelColumn> Read(
        IPropertySymbol property, PropertyMarks marks, ColumnType type, IPropertySymbol? part, KnownTypes known, ProblemList problems)
    {
        bool isKey = part is not null || marks.Key is not null;
        bool isSettable = property.SetMethod is not null;
        bool isEnumText = marks.Column is { } column && PropertyMarks.Named(column, "EnumAsText") is true;
        if (isEnumText && type.EnumNumber is null)
        {
            problems.AddTo(marks.Column!, property, $"is no enum: remove EnumAsText, its type is {ProblemList.Display(type.ValueType)}");
        }

        Check(property, marks, type, isSettable, known, problems);
        bool isParentKey = marks.ParentKey is not null;
        return
        [
            new ModelColumn
            {
                Name = NameOf(property, marks, part, problems),
                Part = part is null ? null : CodeText.Identifier(part.Name),
                Storage = isEnumText ? ColumnType.String : type.Storage,
                Type = CodeText.Type(type.ValueType),
                EnumNumber = type.EnumNumber,
                IsEnumText = isEnumText,
                IsNullable = type.IsNullable,
                IsConcurrencyToken = marks.Token is not null,
                IsReadOnly = marks.Computed is not null || (!isSettable && !isKey && !isParentKey && marks.Token is null),
                IsFilledByFramework = isParentKey || marks.Token is not null || (isKey && part is null && !isSettable),
                Sql = marks.Computed is { } computed ? PropertyMarks.Text(computed) : null,
                ParentType = marks.ParentKey is { } parentKey ? ParentLink.ParentTypeOf(property, type.ValueType, parentKey, known, problems) : null,
            },
        ];
    }

    private static string NameOf(IPropertySymbol property, PropertyMarks marks, IPropertySymbol? part, ProblemList problems)
    {
        string? name = marks.Column is { } column ? PropertyMarks.Text(column) : null;
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            problems.AddTo(marks.Column!, property, "is mapped to a column without name: name it, or remove the name");
        }

        return name ?? (part ?? property).Name;
    }

    private static void Check(IPropertySymbol property, PropertyMarks marks, ColumnType type, bool isSettable, KnownTypes known, ProblemList problems)
    {
        if (marks.Computed is { } computed)
        {
            if ((marks.Key ?? marks.Token ?? marks.ParentKey) is { } other)
            {
                problems.AddTo(computed, property, $"cannot be both [Computed] and {PropertyMarks.Display(other)}: remove one");
            }

            if (isSettable)
            {
                problems.Add(property.SetMethod!,
                    $"{problems.TypeName}.{property.Name} is computed by the database and cannot be set: remove the setter, or [Computed]");
            }
        }

        if (marks.Token is { } token)
        {
            CheckToken(property, marks, token, type, isSettable, known, problems);
        }
    }

    private static void CheckToken(
        IPropertySymbol property, PropertyMarks marks, AttributeData token, ColumnType type, bool isSettable, KnownTypes known, ProblemList problems)
    {
        if ((marks.Key ?? marks.ParentKey) is { } other)
        {
            problems.AddTo(token, property, $"cannot be both [ConcurrencyToken] and {PropertyMarks.Display(other)}: remove one");
        }

        bool isTokenType = type.ValueType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
            || KnownTypes.Same(type.ValueType, known.Guid);
        if (!isTokenType || type.IsNullable)
        {
            problems.AddToTypeOf(property, $"is a concurrency token of type {ProblemList.Display(property.Type)}: use int, long or Guid");
        }

        if (isSettable)
        {
            problems.Add(property.SetMethod!,
                $"{problems.TypeName}.{property.Name} is the concurrency token, which the framework sets: remove the setter");
        }
    }
}
