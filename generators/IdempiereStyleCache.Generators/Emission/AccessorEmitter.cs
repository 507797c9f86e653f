using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the static accessors. Each forwards to the cache, if the class has one.</summary>
internal static class AccessorEmitter
{
    private const string Compiler = "global::System.Runtime.CompilerServices.";
    internal const string Inlined = $"[{Compiler}MethodImpl({Compiler}MethodImplOptions.AggressiveInlining)]";
    internal const string FromCache = $"[return: {Core.Namespace}FromCache]";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        string name = GeneratedMembers.KeyParameter(model.Key.Name.TrimStart('@'));
        foreach (GeneratedAccessor accessor in GeneratedAccessor.For(model.Cache.IsCached))
        {
            EmitDocs(code, accessor, name, model.Cache.IsCopyCached);
            code.Line(Core.GeneratedCode);
            if (accessor is { Name: "Get", Parameters.Length: 1 })
            {
                code.Line(Inlined);
            }

            if (!model.Cache.IsCopyCached && accessor.Result != AccessorResult.Copy)
            {
                code.Line(FromCache);
            }

            code.Line($"public static {accessor.Declaration(model.Name, model.Key.Type, name)} =>");
            code.Indented($"{GeneratedMembers.Statics}.Cache.{accessor.Call(name)};");
            code.Line();
        }

        FinderEmitter.Emit(code, model);
        if (model.Cache.IsCached)
        {
            EmitWarmUp(code, model.Cache.IsFullTable);
        }

        EmitQuery(code, model.Name);
    }

    /// <summary>The declaration of the accessor that makes a query, behind <c>public static</c>.</summary>
    public static string Query(string self) =>
        $"{Core.Namespace}POQuery<{self}> Query(string? where = null, object? parameters = null, {Core.Trx}? trx = null)";

    private static void EmitDocs(CodeWriter code, GeneratedAccessor accessor, string keyName, bool isCopyCached)
    {
        string handed = isCopyCached ? "as an editable copy" : "frozen and shared";
        string summary = accessor.Result switch
        {
            AccessorResult.One => $"The record with a key, {handed}; there must be one.",
            AccessorResult.OneOrNull => $"The record with a key, {handed}.",
            AccessorResult.Copy => "An editable copy of the record with a key.",
            _ => $"The records with the given keys, {(isCopyCached ? "as editable copies" : handed)}; those that are not cached are read with one query.",
        };
        code.Summary(accessor.IsAsync ? summary + " Does not block the thread; a hit completes at once." : summary);
        foreach (AccessorParameter parameter in accessor.Parameters)
        {
            code.Line($"/// <param name=\"{GeneratedAccessor.NameOf(parameter, keyName).TrimStart('@')}\">{Describe(parameter, accessor.Result)}</param>");
        }

        string returns = accessor.Result switch
        {
            AccessorResult.One => $"The record, {handed}.",
            AccessorResult.OneOrNull => $"The record, {handed}; null when there is none.",
            AccessorResult.Copy => "An editable instance of the caller's own; null when there is no such record.",
            _ => "The records that exist, by key.",
        };
        code.Line($"/// <returns>{returns}</returns>");
        if (accessor.Result == AccessorResult.One)
        {
            code.Line($"/// <exception cref=\"{Core.Namespace}PONotFoundException\">There is no such record.</exception>");
        }
    }

    private static string Describe(AccessorParameter parameter, AccessorResult result) => parameter switch
    {
        AccessorParameter.Key => "The key.",
        AccessorParameter.Keys => "The keys; each is asked for once.",
        AccessorParameter.Token => "Stops waiting; a load that others wait for goes on.",
        _ when result == AccessorResult.Copy => "The transaction to read in and to bind the copy to; null reads what is committed.",
        _ => "The transaction to read in, which sees what it wrote itself; null reads what is committed.",
    };

    private static void EmitWarmUp(CodeWriter code, bool isFullTable)
    {
        code.Summary("Reads the records of the table with one query and caches them, so that nobody has to wait for them later.");
        code.Line("/// <param name=\"progress\">Told how many records were cached so far; null for nobody.</param>");
        code.Line("/// <param name=\"cancellationToken\">Stops it.</param>");
        code.Line("/// <returns>How many records were cached.</returns>");
        code.Line(Core.GeneratedCode);
        code.Line("public static global::System.Threading.Tasks.ValueTask<int> WarmUpAsync(global::System.IProgress<int>? progress = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        code.Indented($"{GeneratedMembers.Statics}.Cache.WarmUpAsync({(isFullTable ? "" : "null, null, ")}progress, cancellationToken);");
        code.Line();
    }

    private static void EmitQuery(CodeWriter code, string self)
    {
        code.Summary("Asks for records by a condition. They are editable, never from the cache, and bound to the transaction.");
        code.Line("/// <param name=\"where\">A condition in SQL with named parameters, such as <c>\"Name LIKE @name\"</c>; null for all records.</param>");
        code.Line("/// <param name=\"parameters\">An object whose properties are the parameters; null for none.</param>");
        code.Line("/// <param name=\"trx\">The transaction to read in; null reads what is committed.</param>");
        code.Line("/// <returns>The query; nothing is read yet.</returns>");
        code.Line(Core.GeneratedCode);
        code.Line($"public static {Query(self)} =>");
        code.Indented("new(where, parameters, trx);");
        code.Line();
    }
}
