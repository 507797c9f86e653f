using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the bodies of the columns' properties: a setter refuses on a frozen object and keeps the record as it was read.</summary>
internal static class PropertyEmitter
{
    public static void Emit(CodeWriter code, ModelClass model)
    {
        foreach (ModelProperty property in model.Properties)
        {
            if (!property.HasDocs)
            {
                code.Summary(Describe(property));
            }

            string heading = $"{property.Modifiers} {property.Type} {property.Name}";
            if (property.Setter is null)
            {
                code.Line($"{heading} => {property.Field};");
            }
            else
            {
                code.Open(heading);
                code.Line($"{property.GetterModifiers}get => {property.Field};");
                code.Open(property.Setter);
                EmitSetter(code, property);
                code.Close();
                code.Close();
            }

            code.Line();
        }
    }

    private static string Describe(ModelProperty property) => property.IsComposite
        ? "The key: " + string.Join(", ", property.Columns.Select(static column => $"<c>{Core.Doc(column.Name)}</c>")) + "."
        : property.Columns[0].Sql is { } sql ? $"Computed by the database: <c>{Core.Doc(sql)}</c>."
        : $"The column <c>{Core.Doc(property.Columns[0].Name)}</c>.";

    private static void EmitSetter(CodeWriter code, ModelProperty property)
    {
        if (property.KeyGeneration is not null)
        {
            code.Line("ThrowIfKeyFixed();");
            code.Line($"{property.Field} = value;");
            return;
        }

        ModelColumn column = property.Columns[0];
        code.Line("ThrowIfImmutable();");
        if (column.Storage == ColumnType.Bytes)
        {
            EmitWithoutDefault(code, column, property.Type);
        }

        code.Open($"if ({IsDifferent(column, property.Field, property.Type)})");
        code.Line("KeepOrigin();");
        code.Line($"{property.Field} = value;");
        code.Close();
    }

    // An array that was never made would throw wherever it is read.
    private static void EmitWithoutDefault(CodeWriter code, ModelColumn column, string type)
    {
        code.Open(column.IsNullable ? "if (value is { IsDefault: true })" : "if (value.IsDefault)");
        code.Line(column.IsNullable ? "value = null;" : $"value = {type}.Empty;");
        code.Close();
        code.Line();
    }

    private static string IsDifferent(ModelColumn column, string field, string type) => column switch
    {
        { Storage: ColumnType.Bytes } => $"!SameBytes({field}, value)",
        { Storage: ColumnType.String, EnumNumber: null } => $"!string.Equals({field}, value, global::System.StringComparison.Ordinal)",
        { Storage: "Single" or "Double" } => $"!global::System.Collections.Generic.EqualityComparer<{type}>.Default.Equals({field}, value)",
        _ => $"{field} != value",
    };
}
