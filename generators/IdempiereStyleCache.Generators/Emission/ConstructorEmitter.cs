using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the constructors: of new records, of records that were read, of copies.</summary>
internal static class ConstructorEmitter
{
    private const string SetsRequired = "[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        EmitNew(code, model);
        EmitRead(code, model);
        EmitCopies(code, model);
        code.Summary("Sets the defaults of a new record. Not called for records that are read or copied.");
        code.Line($"partial void {GeneratedMembers.SetInitialDefaults}();");
        code.Line();
    }

    private static void EmitNew(CodeWriter code, ModelClass model)
    {
        code.Summary("Creates a new record; a save inserts it.");
        code.Line(Core.GeneratedCode);
        code.Open($"public {model.Name}()");
        foreach (ModelProperty property in model.Properties)
        {
            ModelColumn column = property.Columns[0];
            if (property.IsComposite || column.IsNullable)
            {
                continue;
            }

            if (column.Storage == ColumnType.Bytes)
            {
                code.Line($"{property.Field} = {property.Type}.Empty;");
            }
            else if (property.Type == "string")
            {
                code.Line($"{property.Field} = null!;");
            }
        }

        code.Line($"{GeneratedMembers.SetInitialDefaults}();");
        code.Close();
        code.Line();
    }

    private static void EmitRead(CodeWriter code, ModelClass model)
    {
        code.Line(Core.GeneratedCode);
        EmitSetsRequired(code, model);
        code.Line($"private {model.Name}({Core.RowReader} row)");
        code.Indented(": base(row)");
        code.Line("{");
        int ordinal = 0;
        foreach (ModelProperty property in model.Properties)
        {
            if (property.IsComposite)
            {
                int first = ordinal;
                IEnumerable<string> parts = property.Columns.Select((part, i) => ColumnCode.Read(part, "row", Invariant(first + i)));
                code.Indented($"{property.Field} = new {property.Type}({string.Join(", ", parts)});");
            }
            else
            {
                code.Indented($"{property.Field} = {ColumnCode.Read(property.Columns[0], "row", Invariant(ordinal))};");
            }

            ordinal += property.Columns.Count;
        }

        code.Line("}");
        code.Line();
    }

    private static void EmitCopies(CodeWriter code, ModelClass model)
    {
        code.Summary("Creates an editable copy: same values, same changes, children of its own; not frozen and in no transaction.");
        code.Line("/// <param name=\"source\">The object to copy.</param>");
        code.Line(Core.GeneratedCode);
        EmitSetsRequired(code, model);
        code.Line($"public {model.Name}({model.Name} source)");
        code.Indented(": this(source, null)");
        code.Line("{");
        code.Line("}");
        code.Line();
        code.Summary("Creates an editable copy: same values, same changes, children of its own; not frozen, and in a transaction.");
        code.Line("/// <param name=\"source\">The object to copy.</param>");
        code.Line("/// <param name=\"trx\">The transaction that the copy is bound to, or null.</param>");
        code.Line(Core.GeneratedCode);
        EmitSetsRequired(code, model);
        code.Line($"public {model.Name}({model.Name} source, {Core.Trx}? trx)");
        code.Indented(": base(source, trx)");
        code.Line("{");
        foreach (ModelProperty property in model.Properties)
        {
            code.Indented($"{property.Field} = source.{property.Field};");
        }

        foreach (ModelChildren children in model.Children)
        {
            code.Indented($"{children.Field} = source.{children.Field} is null ? null : new(this, source.{children.Field});");
        }

        code.Line("}");
        code.Line();
    }

    private static void EmitSetsRequired(CodeWriter code, ModelClass model)
    {
        if (model.HasRequiredMembers)
        {
            code.Line(SetsRequired);
        }
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
