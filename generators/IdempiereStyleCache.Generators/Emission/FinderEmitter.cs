using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the static accessors of the indexes, and those that a full table has beside them.</summary>
internal static class FinderEmitter
{
    private const string Array = "global::System.Collections.Immutable.ImmutableArray";
    private const string Task = "global::System.Threading.Tasks.ValueTask";
    private const string Cache = GeneratedMembers.Statics + ".Cache";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        foreach (GeneratedFinder finder in model.Finders)
        {
            EmitFinder(code, model, finder);
        }

        if (model.Cache.IsFullTable)
        {
            EmitFullTable(code, model);
        }
    }

    private static void EmitFinder(CodeWriter code, ModelClass model, GeneratedFinder finder)
    {
        IReadOnlyList<string> declarations = finder.Declarations(model.Name);
        string columns = string.Join(", ", finder.Index.Properties.Select(name => $"<see cref=\"{name}\"/>"));
        string handed = model.Cache.IsCopyCached ? "editable copies" : "frozen and shared";
        string summary = finder.Index.IsUnique ? $"The record with a value of {columns}, {handed}" : $"The records with a value of {columns}, {handed}, in the order of their key";
        string[] ends = [".", ", as a transaction sees it: with what it wrote itself, otherwise what is committed.", ", without blocking the thread; a hit completes at once."];
        for (int i = 0; i < declarations.Count; i++)
        {
            code.Summary(summary + ends[i]);
            EmitParameters(code, finder);
            if (i > 0)
            {
                code.Line("/// <param name=\"trx\">The transaction to read in; null reads what is committed.</param>");
            }

            if (i == 2)
            {
                code.Line("/// <param name=\"cancellationToken\">Stops waiting; a load that others wait for goes on.</param>");
            }

            code.Line($"/// <returns>{(finder.Index.IsUnique ? "The record; null when there is none" : "The records; empty when there are none")}.</returns>");
            if (finder.Index.IsUnique)
            {
                code.Line($"/// <exception cref=\"{Core.Namespace}PODuplicateKeyException\">More than one record has the value.</exception>");
            }

            EmitAccessor(code, model, declarations[i], Call(model, finder, i));
        }

        if (model.Cache.IsFullTable && finder.Index.IsUnique)
        {
            code.Summary($"The record with a value of {columns}; where there is none, one that a factory makes and that is saved.");
            EmitParameters(code, finder);
            code.Line("/// <param name=\"factory\">Makes the new record, with that value and not saved; null for none, which is not remembered.</param>");
            code.Line("/// <param name=\"trx\">The transaction to look and save in; null saves in one of its own.</param>");
            code.Line("/// <returns>The record, frozen, and whether it was created; null and false when the factory made none.</returns>");
            EmitAccessor(
                code, model, finder.CreatingDeclaration(model.Name), $"{Cache}.GetOrCreate({GeneratedMembers.Statics}.{IndexInfoEmitter.InfoName(finder.Index)}, {finder.Key}, factory, trx)");
        }
    }

    private static string Call(ModelClass model, GeneratedFinder finder, int form)
    {
        string[] tails = ["", ", trx", ", trx, cancellationToken"];
        string suffix = form == 2 ? "Async" : "";
        return model.Cache.IsFullTable
            ? $"{Cache}.{(finder.Index.IsUnique ? "GetBy" : "ListBy")}{suffix}({GeneratedMembers.Statics}.{IndexInfoEmitter.InfoName(finder.Index)}, {finder.Key}{tails[form]})"
            : $"{GeneratedMembers.Statics}.{IndexInfoEmitter.FinderName(finder.Index)}.Get{suffix}({finder.Key}{tails[form]})";
    }

    private static void EmitFullTable(CodeWriter code, ModelClass model)
    {
        const string trx = "/// <param name=\"trx\">The transaction to read in; null reads what is committed.</param>";
        code.Summary("Every record, frozen and shared: in the order of the key, those that came later at the end.");
        code.Line(trx);
        code.Line("/// <returns>The records, all of one state of the table.</returns>");
        EmitAccessor(code, model, $"{Array}<{model.Name}> GetAll({Core.Trx}? trx = null)", $"{Cache}.GetAll(trx)");
        code.Summary("Every record, frozen and shared, without blocking the thread.");
        code.Line(trx);
        code.Line("/// <param name=\"cancellationToken\">Stops waiting; a load that others wait for goes on.</param>");
        code.Line("/// <returns>The records, all of one state of the table.</returns>");
        EmitAccessor(
            code, model, $"{Task}<{Array}<{model.Name}>> GetAllAsync({Core.Trx}? trx = null, global::System.Threading.CancellationToken cancellationToken = default)", $"{Cache}.GetAllAsync(trx, cancellationToken)");
        code.Summary("The records that meet a condition, frozen and shared. Looks at every record.");
        code.Line("/// <param name=\"condition\">The condition.</param>");
        code.Line("/// <returns>The records, all of one state of the table.</returns>");
        EmitAccessor(code, model, $"{Array}<{model.Name}> Where(global::System.Func<{model.Name}, bool> condition)", $"{Cache}.Where(condition)");
    }

    private static void EmitParameters(CodeWriter code, GeneratedFinder finder)
    {
        foreach ((_, string parameter) in finder.Parts)
        {
            code.Line($"/// <param name=\"{parameter.TrimStart('@')}\">The value.</param>");
        }
    }

    private static void EmitAccessor(CodeWriter code, ModelClass model, string declaration, string call)
    {
        code.Line(Core.GeneratedCode);
        if (!model.Cache.IsCopyCached)
        {
            code.Line(AccessorEmitter.FromCache);
        }

        code.Line($"public static {declaration} =>");
        code.Indented($"{call};");
        code.Line();
    }
}
