using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the names of the table and its columns, and the fields.</summary>
internal static class NameEmitter
{
    // A constant of such a name would hide what every class inherits, or be called like the class around it.
    private static readonly HashSet<string> NoConstants = new(StringComparer.Ordinal)
    {
        GeneratedMembers.ColumnNames, "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    public static void Emit(CodeWriter code, ModelClass model)
    {
        code.Summary($"The name of the table: <c>{Core.Doc(model.TableName)}</c>.");
        code.Line(Core.GeneratedCode);
        code.Line($"public const string {GeneratedMembers.TableName} = {Core.Literal(model.TableName)};");
        code.Line();
        EmitFields(code, model);
        EmitColumnNames(code, model);
    }

    private static void EmitFields(CodeWriter code, ModelClass model)
    {
        foreach (ModelProperty property in model.Properties)
        {
            code.Line($"private {property.Type} {property.Field};");
        }

        foreach (ModelChildren children in model.Children)
        {
            code.Line($"private {Core.List}<{children.ChildType}>? {children.Field};");
        }

        code.Line();
    }

    private static void EmitColumnNames(CodeWriter code, ModelClass model)
    {
        HashSet<string> taken = new(NoConstants, StringComparer.Ordinal);
        code.Summary("The names of the columns, for conditions in SQL.");
        code.Line(Core.GeneratedCode);
        code.Open($"public static class {GeneratedMembers.ColumnNames}");
        bool isFirst = true;
        foreach ((ModelProperty property, ModelColumn column) in model.Columns)
        {
            string name = column.Part ?? property.Name;
            if (!taken.Add(name))
            {
                continue;
            }

            if (!isFirst)
            {
                code.Line();
            }

            isFirst = false;
            code.Summary($"The column of <see cref=\"{model.Name}.{property.Name}\"/>.");
            code.Line($"public const string {name} = {Core.Literal(column.Name)};");
        }

        code.Close();
        code.Line();
    }
}
