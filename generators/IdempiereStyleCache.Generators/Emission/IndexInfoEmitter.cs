using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes what the framework knows of the indexes of a class, and the finders that keep records by them.</summary>
internal static class IndexInfoEmitter
{
    public static string InfoName(ModelIndex index) => $"{index.Name}Index";

    public static string FinderName(ModelIndex index) => $"By{index.Name}";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        foreach (GeneratedFinder finder in model.Finders)
        {
            List<(ModelProperty Property, ModelColumn Column)> columns = [.. finder.Index.Properties.Select(name => model.Columns.First(c => c.Property.Name == name))];
            code.Line($"internal static readonly {Core.Namespace}POIndexInfo<{finder.KeyType}, {model.Name}> {InfoName(finder.Index)} = new()");
            code.Line("{");
            code.Indented(
                $"TableName = {model.Name}.{GeneratedMembers.TableName},",
                $"Name = {Core.Literal(finder.Index.Name)},",
                $"ColumnNames = [{string.Join(", ", columns.Select(static c => Core.Literal(c.Column.Name)))}],",
                $"ColumnTypes = [{string.Join(", ", columns.Select(static c => $"{Core.Namespace}POColumnType.{c.Column.Storage}"))}],");
            if (finder.Index.IsUnique)
            {
                code.Indented("IsUnique = true,");
            }

            if (finder.Index.IgnoresCase)
            {
                code.Indented("IgnoresCase = true,");
            }

            List<string> nullable = [.. columns.Where(static c => CanBeNull(c.Column)).Select(static c => $"record.{c.Property.Field} is not null")];
            if (nullable.Count > 0)
            {
                code.Indented($"HasKey = static record => {string.Join(" && ", nullable)},");
            }

            code.Indented(
                $"GetKey = static record => {Tuple(columns.Select(static c => Value(c.Property, c.Column)))},",
                $"SplitKey = static key => [{string.Join(", ", columns.Select((c, i) => ModelInfoEmitter.Stored(c.Column, columns.Count == 1 ? "key" : $"key.Item{ModelInfoEmitter.Number(i + 1)}")))}],",
                $"JoinKey = static parts => {Tuple(columns.Select(static (c, i) => ModelInfoEmitter.JoinOf(c.Column, i)))},");
            code.Line("};");
            code.Line();
        }
    }

    public static void EmitFinders(CodeWriter code, ModelClass model)
    {
        if (model.Cache.IsFullTable)
        {
            return;
        }

        foreach (GeneratedFinder finder in model.Finders)
        {
            string type = finder.Index.IsUnique ? "POFinder" : "POListFinder";
            code.Line();
            code.Line($"internal static readonly {Core.Namespace}{type}<{finder.KeyType}, {model.Key.Type}, {model.Name}> {FinderName(finder.Index)} = new(Cache, {InfoName(finder.Index)});");
        }
    }

    // A text may be null in a record that was not saved yet.
    private static bool CanBeNull(ModelColumn column) => column.IsNullable || column.Type == "string";

    private static string Value(ModelProperty property, ModelColumn column) =>
        !column.IsNullable ? $"record.{property.Field}"
        : column.Type == "string" ? $"record.{property.Field}!"
        : $"record.{property.Field}!.Value";

    private static string Tuple(IEnumerable<string> values)
    {
        string[] all = [.. values];
        return all.Length == 1 ? all[0] : $"({string.Join(", ", all)})";
    }
}
