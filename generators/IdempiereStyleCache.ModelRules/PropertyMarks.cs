using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>The framework's attributes on one property.</summary>
internal sealed class PropertyMarks
{
    private readonly List<AttributeData> _indexes = [];

    private PropertyMarks(IPropertySymbol property, KnownTypes known)
    {
        foreach (AttributeData attribute in property.GetAttributes())
        {
            INamedTypeSymbol? type = attribute.AttributeClass;
            if (KnownTypes.Same(type, known.KeyAttribute))
            {
                Key = attribute;
            }
            else if (KnownTypes.Same(type, known.ColumnAttribute))
            {
                Column = attribute;
            }
            else if (KnownTypes.Same(type, known.ComputedAttribute))
            {
                Computed = attribute;
            }
            else if (KnownTypes.Same(type, known.ConcurrencyTokenAttribute))
            {
                Token = attribute;
            }
            else if (KnownTypes.Same(type, known.ParentKeyAttribute))
            {
                ParentKey = attribute;
            }
            else if (KnownTypes.Same(type, known.ChildrenAttribute))
            {
                Children = attribute;
            }
            else if (KnownTypes.Same(type, known.UniqueKeyAttribute) || KnownTypes.Same(type, known.IndexAttribute))
            {
                _indexes.Add(attribute);
            }
        }
    }

    public AttributeData? Key { get; }

    public AttributeData? Column { get; }

    public AttributeData? Computed { get; }

    public AttributeData? Token { get; }

    public AttributeData? ParentKey { get; }

    public AttributeData? Children { get; }

    /// <summary>The marks that put the property into an index.</summary>
    public IReadOnlyList<AttributeData> Indexes => _indexes;

    /// <summary>Any of the attributes, to name it in a message; null when there is none.</summary>
    public AttributeData? Any => Key ?? Token ?? ParentKey ?? Computed ?? Column ?? Children ?? (_indexes.Count > 0 ? _indexes[0] : null);

    public static PropertyMarks Of(IPropertySymbol property, KnownTypes known) => new(property, known);

    /// <summary>How an attribute is written: <c>[POKey]</c>.</summary>
    public static string Display(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        const string suffix = "Attribute";
        return $"[{(name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name)}]";
    }

    /// <summary>The first constructor argument as text, or null.</summary>
    public static string? Text(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;

    /// <summary>A named argument, or null when it is not given.</summary>
    public static object? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }
}
