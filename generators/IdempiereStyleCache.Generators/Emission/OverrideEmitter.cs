using System.Globalization;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes how the framework gets at the columns by their position.</summary>
internal static class OverrideEmitter
{
    /// <summary>How a <c>protected internal</c> member of the core is overridden: elsewhere only <c>protected</c> is seen.</summary>
    public static string Access(ModelClass model) => model.SeesInternals ? "protected internal" : "protected";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        string access = Access(model);
        Head(code, $"{access} override object? GetColumnValue(int ordinal)");
        EmitSwitch(code, model, static _ => true, static (property, column) => $"return {ColumnCode.Stored(property, column)};",
            "throw new global::System.ArgumentOutOfRangeException(nameof(ordinal));");
        End(code);

        if (model.Columns.Any(static c => c.Column.IsFilledByFramework))
        {
            Head(code, $"{access} override void SetSystemValue(int ordinal, object value)");
            EmitSetSystemValue(code, model);
            End(code);
        }

        if (model.Columns.Any(static c => c.Column.IsReadOnly))
        {
            Head(code, $"{access} override void ReadBack(int ordinal, {Core.RowReader} row, int index)");
            EmitSwitch(code, model, static column => column.IsReadOnly,
                static (property, column) => $"{property.Field} = {ColumnCode.Read(column, "row", "index")}; break;",
                "base.ReadBack(ordinal, row, index); break;");
            End(code);
        }

        Head(code, $"{access} override void CopyColumnsFrom({Core.PO} source)");
        code.Line($"{model.Name} other = ({model.Name})source;");
        foreach (ModelProperty property in model.Properties)
        {
            code.Line($"{property.Field} = other.{property.Field};");
        }

        End(code);
    }

    private static void EmitSetSystemValue(CodeWriter code, ModelClass model) =>
        EmitSwitch(code, model, static column => column.IsFilledByFramework, static (property, column) =>
        {
            string value = $"({column.Type}{(column.IsNullable ? "?" : "")})value";
            string guard = property.KeyGeneration is not null && column.ParentType is not null ? "ThrowIfKeyFixed(); " : "";
            return column.Part is null ? $"{guard}{property.Field} = {value}; break;"
                : $"{guard}{property.Field} = {property.Field} with {{ {column.Part} = {value} }}; break;";
        }, "base.SetSystemValue(ordinal, value); break;");

    private static void EmitSwitch(
        CodeWriter code, ModelClass model, Func<ModelColumn, bool> isMeant, Func<ModelProperty, ModelColumn, string> statement, string otherwise)
    {
        code.Open("switch (ordinal)");
        int ordinal = 0;
        foreach ((ModelProperty property, ModelColumn column) in model.Columns)
        {
            if (isMeant(column))
            {
                code.Line($"case {ordinal.ToString(CultureInfo.InvariantCulture)}: {statement(property, column)}");
            }

            ordinal++;
        }

        code.Line($"default: {otherwise}");
        code.Close();
    }

    private static void Head(CodeWriter code, string signature)
    {
        code.Line("/// <inheritdoc/>");
        code.Line(Core.GeneratedCode);
        code.Open(signature);
    }

    private static void End(CodeWriter code)
    {
        code.Close();
        code.Line();
    }
}
