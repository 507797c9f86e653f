using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Expressions about one column.</summary>
internal static class ColumnCode
{
    /// <summary>The value in its field: <c>_weight</c>, or <c>_key.M_Product_ID</c>.</summary>
    public static string Value(ModelProperty property, ModelColumn column) => column.Part is null ? property.Field : $"{property.Field}.{column.Part}";

    /// <summary>The value as it is stored, to be boxed: an enum as its number or name.</summary>
    public static string Stored(ModelProperty property, ModelColumn column)
    {
        string value = Value(property, column);
        string mark = column.IsNullable ? "?" : "";
        return column.EnumNumber is null ? value
            : column.IsEnumText ? $"{value}{mark}.ToString()"
            : $"({column.EnumNumber}{mark}){value}";
    }

    /// <summary>Reads the value from a row.</summary>
    public static string Read(ModelColumn column, string row, string index)
    {
        string read = column.IsEnumText ? $"{row}.GetEnumText<{column.Type}>({index})"
            : column.EnumNumber is not null ? $"({column.Type}){row}.Get{column.Storage}({index})"
            : $"{row}.Get{column.Storage}({index})";
        return column.IsNullable ? $"{row}.IsNull({index}) ? null : {read}" : read;
    }

    /// <summary>How the column is called in the class: <c>Weight</c>, or <c>Key.M_Product_ID</c>.</summary>
    public static string Path(ModelProperty property, ModelColumn column)
    {
        string name = property.Name.TrimStart('@');
        return column.Part is null ? $"nameof({property.Name})" : Core.Literal($"{name}.{column.Part.TrimStart('@')}");
    }
}
