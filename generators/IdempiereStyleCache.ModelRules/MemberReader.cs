using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads the properties of one class, and checks what concerns several of them: one key, one token, one name a column.</summary>
internal sealed class MemberReader(INamedTypeSymbol type, KnownTypes known, ProblemList problems, CancellationToken cancellationToken)
{
    private readonly ImmutableArray<ModelProperty>.Builder _properties = ImmutableArray.CreateBuilder<ModelProperty>();
    private readonly ImmutableArray<ModelChildren>.Builder _children = ImmutableArray.CreateBuilder<ModelChildren>();
    private readonly Dictionary<string, string> _columnNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly IndexReader _indexes = new(known, problems);
    private readonly FieldNames _fields = new(type, known);
    private IPropertySymbol? _key;
    private IPropertySymbol? _token;

    public ImmutableArray<ModelProperty> Properties => _properties.ToImmutable();

    public ImmutableArray<ModelChildren> Children => _children.ToImmutable();

    /// <summary>The indexes that the marks on the properties make.</summary>
    public ImmutableArray<ModelIndex> Indexes { get; private set; } = [];

    /// <summary>The type of the key; null when there is no key.</summary>
    public ITypeSymbol? KeyType => _key?.Type;

    public void Read(bool isCached)
    {
        foreach (IPropertySymbol property in UserCode.Members(type).OfType<IPropertySymbol>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            PropertyMarks marks = PropertyMarks.Of(property, known);
            NoteKey(property, marks);
            if (UserCode.IsToComplete(property))
            {
                ReadOne(property, marks);
            }
            else if (marks.Any is { } mark)
            {
                problems.AddTo(property, property.IsPartialDefinition
                    ? $"is marked {PropertyMarks.Display(mark)} but has a body of its own: remove the body"
                    : $"is marked {PropertyMarks.Display(mark)} but is not partial: write 'partial' before its type");
            }
        }

        if (_key is null)
        {
            problems.AddToClass("has no key: mark the property that holds it with [POKey]");
        }

        Indexes = _indexes.Read(isCached);
    }

    private void ReadOne(IPropertySymbol property, PropertyMarks marks)
    {
        if (!PropertyReader.HasRightShape(property, problems))
        {
            return;
        }

        string field = _fields.For(property.Name);
        if (marks.Children is not null)
        {
            if (ChildrenReader.Read(property, marks, field, known, problems, cancellationToken) is { } children)
            {
                _children.Add(children);
            }

            return;
        }

        NoteToken(property, marks);
        if (PropertyReader.Read(property, marks, field, known, problems, cancellationToken) is { } column)
        {
            NoteColumns(property, column);
            _indexes.Note(property, marks);
            _properties.Add(column);
        }
    }

    private void NoteKey(IPropertySymbol property, PropertyMarks marks)
    {
        if (marks.Key is not null)
        {
            if (_key is not null)
            {
                problems.AddTo(property,
                    $"is a second [POKey] beside {_key.Name}: a key of several columns is one property whose type is a readonly record struct");
            }

            _key ??= property;
        }
    }

    private void NoteToken(IPropertySymbol property, PropertyMarks marks)
    {
        if (marks.Token is not null)
        {
            if (_token is not null)
            {
                problems.AddTo(property, $"is a second [ConcurrencyToken] beside {_token.Name}: keep one");
            }

            _token ??= property;
        }
    }

    private void NoteColumns(IPropertySymbol property, ModelProperty read)
    {
        foreach (ModelColumn column in read.Columns)
        {
            string path = column.Part is null ? property.Name : $"{property.Name}.{column.Part}";
            if (_columnNames.TryGetValue(column.Name, out string? other))
            {
                problems.AddTo(property,
                    $"is stored in the column {column.Name}, as {other} is (case does not count): give one another column with [POColumn(\"name\")]");
            }
            else
            {
                _columnNames.Add(column.Name, path);
            }
        }
    }
}
