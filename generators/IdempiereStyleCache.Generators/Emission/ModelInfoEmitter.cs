using System.Globalization;
using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes what the framework knows of the class, and its cache.</summary>
internal static class ModelInfoEmitter
{
    private const string Model = GeneratedMembers.Statics + ".Model";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        string self = model.Name;
        code.Line($"static {Core.ModelInfo}<{self}> {Core.Namespace}IPOModel<{self}>.ModelInfo => {Model};");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line(Core.GeneratedCode);
        code.Line($"{OverrideEmitter.Access(model)} override {Core.ModelInfo} ModelInfo => {Model};");
        code.Line();
        code.Line("// In a class of their own, so that they are there when a static field of the class itself needs them.");
        code.Line(Core.GeneratedCode);
        code.Open($"private static class {GeneratedMembers.Statics}");
        IndexInfoEmitter.Emit(code, model);
        code.Line($"internal static readonly {Core.ModelInfo}<{model.Key.Type}, {self}> Model = new()");
        code.Line("{");
        EmitModel(code, model);
        code.Line("};");
        if (model.Cache.IsCached)
        {
            code.Line();
            code.Line($"internal static readonly {CacheType(model)} Cache = new({GeneratedMembers.TableName}{MaxRows(model.Cache)}){Settings(model.Cache)};");
            IndexInfoEmitter.EmitFinders(code, model);
        }

        code.Close();
    }

    private static void EmitModel(CodeWriter code, ModelClass model)
    {
        List<(ModelProperty Property, ModelColumn Column)> columns = [.. model.Columns];
        code.Indented($"TableName = {model.Name}.{GeneratedMembers.TableName},");
        List(code, "Columns", columns.Select(static c => Column(c.Property, c.Column)));
        code.Indented($"KeyOrdinals = [{string.Join(", ", OrdinalsOfKey(columns))}],");
        code.Indented($"KeyGeneration = {Core.Namespace}POKeyGeneration.{model.Key.KeyGeneration},");
        List(code, "Children", model.Children.Select(static children => Children(children)));
        List(code, "ParentLinks", columns
            .Select(static (c, ordinal) => (c.Column.ParentType, ordinal))
            .Where(static link => link.ParentType is not null)
            .Select(static link => $"new({Number(link.ordinal)}, {Core.ModelInfo}.Of<{link.ParentType}>)"));
        List(code, "Indexes", model.Indexes.Select(static index => IndexInfoEmitter.InfoName(index)));
        if (!model.Cache.IsCached)
        {
            code.Indented("IsCached = false,");
        }

        if (model.HasHooks)
        {
            code.Indented("HasHooks = true,");
        }

        ModelProperty key = model.Key;
        string split = string.Join(", ", key.Columns.Select(static column => SplitOf(column)));
        code.Indented(
            $"ReadRow = static row => new {model.Name}(row),",
            $"Copy = static (source, trx) => new {model.Name}(source, trx),",
            $"GetKey = static record => record.{key.Field},",
            $"SplitKey = static key => [{split}],");
        if (key.Columns[0].Part is not null)
        {
            code.Indented($"JoinKey = static parts => new {key.Type}({string.Join(", ", key.Columns.Select(static (column, i) => JoinOf(column, i)))}),");
        }
    }

    private static string SplitOf(ModelColumn column) => Stored(column, column.Part is null ? "key" : $"key.{column.Part}");

    /// <summary>A value as it is stored: an enum as its number or name.</summary>
    internal static string Stored(ModelColumn column, string value) =>
        column.EnumNumber is null ? value : column.IsEnumText ? $"{value}.ToString()" : $"({column.EnumNumber}){value}";

    internal static string JoinOf(ModelColumn column, int index)
    {
        string part = $"parts[{Number(index)}]";
        return column.IsEnumText ? $"global::System.Enum.Parse<{column.Type}>((string){part})"
            : column.EnumNumber is null ? $"({column.Type}){part}"
            : $"({column.Type})({column.EnumNumber}){part}";
    }

    private static IEnumerable<string> OrdinalsOfKey(List<(ModelProperty Property, ModelColumn Column)> columns) =>
        columns.Select(static (c, ordinal) => (c.Property, ordinal))
            .Where(static c => c.Property.KeyGeneration is not null)
            .Select(static c => Number(c.ordinal));

    private static void List(CodeWriter code, string name, IEnumerable<string> items)
    {
        string[] lines = [.. items.Select(static item => $"    {item},")];
        if (lines.Length > 0)
        {
            code.Indented([$"{name} =", "[", .. lines, "],"]);
        }
    }

    private static string Column(ModelProperty property, ModelColumn column)
    {
        List<string> facts = [];
        Add(facts, "IsKey", property.KeyGeneration is not null);
        Add(facts, "IsNullable", column.IsNullable);
        Add(facts, "IsConcurrencyToken", column.IsConcurrencyToken);
        Add(facts, "IsReadOnly", column.IsReadOnly);
        if (column.Sql is not null)
        {
            facts.Add($"Sql = {Core.Literal(column.Sql)}");
        }

        string made = $"new({Core.Literal(column.Name)}, {ColumnCode.Path(property, column)}, {Core.Namespace}POColumnType.{column.Storage})";
        return facts.Count == 0 ? made : $"{made} {{ {string.Join(", ", facts)} }}";
    }

    private static void Add(List<string> facts, string name, bool isTrue)
    {
        if (isTrue)
        {
            facts.Add($"{name} = true");
        }
    }

    private static string Children(ModelChildren children) =>
        $"new(nameof({children.Name}), {Number(children.LinkOrdinal)}, {Core.Literal(children.OrderBy)}, {Core.ModelInfo}.Of<{children.ChildType}>)";

    private static string CacheType(ModelClass model)
    {
        if (model.Cache.IsFullTable)
        {
            return $"{Core.Namespace}FullTableCache<{model.Key.Type}, {model.Name}>";
        }

        string name = model.Cache.IsCopyCached ? "POCopyCache" : "ImmutablePOCache";
        return model.Key.Type != "int" ? $"{Core.Namespace}{name}<{model.Key.Type}, {model.Name}>"
            : model.Cache.IsCopyCached ? $"{Core.Namespace}IntPOCopyCache<{model.Name}>"
            : $"{Core.Namespace}ImmutableIntPOCache<{model.Name}>";
    }

    private static string MaxRows(CacheChoice cache) => cache.MaxRows is { } rows ? $", maxRows: {Number(rows)}" : "";

    private static string Settings(CacheChoice cache)
    {
        List<string> settings = [];
        if (cache.HasLimits)
        {
            List<string> limits = [];
            Set(limits, "MaxSize", cache.MaxSize > 0 ? Number(cache.MaxSize) : null);
            Set(limits, "AbsoluteExpiration", Time(cache.AbsoluteExpiration));
            Set(limits, "IdleExpiration", Time(cache.IdleExpiration));
            settings.Add($"Limits = new() {{ {string.Join(", ", limits)} }}");
        }

        Set(settings, "MissCapacity", cache.MissCapacity is { } capacity ? Number(capacity) : null);
        return settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
    }

    private static void Set(List<string> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings.Add($"{name} = {value}");
        }
    }

    private static string? Time(long ticks) => ticks == 0 ? null : $"global::System.TimeSpan.FromTicks({ticks.ToString(CultureInfo.InvariantCulture)})";

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
