using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Gathers the indexes of one class from the marks on its properties: those with one name make one key.</summary>
internal sealed class IndexReader(KnownTypes known, ProblemList problems)
{
    private readonly List<(IPropertySymbol Property, AttributeData Mark, string Name, bool IsUnique)> _marks = [];

    /// <summary>Notes what a column is marked with.</summary>
    public void Note(IPropertySymbol property, PropertyMarks marks)
    {
        foreach (AttributeData mark in marks.Indexes)
        {
            Note(property, mark);
        }
    }

    /// <summary>The indexes, in the order in which they were first named.</summary>
    public ImmutableArray<ModelIndex> Read(bool isCached)
    {
        ImmutableArray<ModelIndex>.Builder indexes = ImmutableArray.CreateBuilder<ModelIndex>();
        foreach (IGrouping<string, (IPropertySymbol Property, AttributeData Mark, string Name, bool IsUnique)> group in _marks.GroupBy(static m => m.Name, StringComparer.Ordinal))
        {
            var parts = group.ToList();
            if (!isCached)
            {
                problems.AddTo(parts[0].Mark, parts[0].Property, $"is marked {PropertyMarks.Display(parts[0].Mark)}, but no node may cache the records (IsCached = false): remove one");
            }

            if (parts.Exists(p => p.IsUnique != parts[0].IsUnique))
            {
                problems.AddTo(parts[parts.Count - 1].Mark, parts[parts.Count - 1].Property, $"is marked both [UniqueKey] and [Index] under the name {group.Key}: use one of them, or another name");
            }

            indexes.Add(new ModelIndex
            {
                Name = group.Key,
                IsUnique = parts[0].IsUnique,
                IgnoresCase = parts.Exists(static p => IgnoresCase(p.Mark)),
                Properties = new EquatableArray<string>([.. parts.Select(static p => CodeText.Identifier(p.Property.Name))]),
            });
        }

        return indexes.ToImmutable();
    }

    private static bool IgnoresCase(AttributeData mark) => PropertyMarks.Named(mark, "IgnoreCase") is true;

    private void Note(IPropertySymbol property, AttributeData mark)
    {
        string display = PropertyMarks.Display(mark);
        string? given = PropertyMarks.Text(mark);
        string name = given ?? property.Name;
        ColumnType? type = ColumnType.Of(property.Type, known);
        if (KnownTypes.AttributeOf(property, known.KeyAttribute) is not null && given is null)
        {
            problems.AddTo(mark, property, $"is the key, which Get finds already: remove {display}");
        }
        else if (!SyntaxFacts.IsValidIdentifier("GetBy" + name))
        {
            problems.AddTo(mark, property, $"is marked {display} with the name '{name}', which cannot follow GetBy in a method's name: use letters and digits");
        }
        else if (_marks.Exists(m => m.Name == name && SymbolEqualityComparer.Default.Equals(m.Property, property)))
        {
            problems.AddTo(mark, property, $"is marked twice for the index {name}: remove one mark");
        }
        else if (type is null || !KeyType.CanBePart(type with { IsNullable = false }))
        {
            problems.AddTo(mark, property, $"is of type {ProblemList.Display(property.Type)}, by which no index can be kept: {display} takes a whole number, decimal, bool, char, string, Guid, "
                + "a date or time type, or an enum");
        }
        else if (IgnoresCase(mark) && type.Storage != ColumnType.String)
        {
            problems.AddTo(mark, property, $"is of type {ProblemList.Display(property.Type)}, which has no case: remove IgnoreCase");
        }
        else
        {
            _marks.Add((property, mark, name, KnownTypes.Same(mark.AttributeClass, known.UniqueKeyAttribute)));
        }
    }
}
