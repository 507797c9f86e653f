using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the static accessors. Each forwards to the cache.</summary>
internal static class AccessorEmitter
{
    private const string Cache = GeneratedMembers.Statics + ".Cache";
    private const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";
    private const string Key = "The key.";
    private const string Keys = "The keys; each is asked for once.";
    private const string Transaction = "The transaction to read in, which sees what it wrote itself; null reads what is committed.";
    private const string Bound = "The transaction to read in and to bind the copy to; null reads what is committed.";
    private const string Stops = "Stops waiting; a load that others wait for goes on.";
    private const string WithoutBlocking = " Does not block the thread; a hit completes at once.";
    private const string NotFound = "There is no such record.";

    public static void Emit(CodeWriter code, ModelClass model)
    {
        (string handed, string handedMany) = model.IsCopyCached ? ("as an editable copy", "as editable copies") : ("frozen and shared", "frozen and shared");
        string self = model.Name;
        string name = ParameterName(model.Key);
        string key = $"{model.Key.Type} {name}";
        string keys = $"global::System.Collections.Generic.IEnumerable<{model.Key.Type}> keys";
        string many = $"global::System.Collections.Generic.IReadOnlyDictionary<{model.Key.Type}, {self}>";
        const string trx = Core.Trx + "? trx";
        const string token = Core.CancellationToken + " cancellationToken = default";

        Accessor get = new(code, $"The record with a key, {handed}.", $"The record, {handed}; null when there is none.");
        get.Write($"{self}? Get({key})", $"Get({name})", [(name, Key)], before: Inlined);
        get.Write($"{self}? Get({key}, {trx})", $"Get({name}, trx)", [(name, Key), ("trx", Transaction)]);
        get.Write($"{Core.ValueTask}<{self}?> GetAsync({key}, {token})", $"GetAsync({name}, cancellationToken)", [(name, Key), ("cancellationToken", Stops)]);
        get.Write($"{Core.ValueTask}<{self}?> GetAsync({key}, {trx}, {token})", $"GetAsync({name}, trx, cancellationToken)",
            [(name, Key), ("trx", Transaction), ("cancellationToken", Stops)]);

        Accessor required = new(code, $"The record with a key, {handed}; there must be one.", $"The record, {handed}.", NotFound);
        required.Write($"{self} GetRequired({key})", $"GetRequired({name})", [(name, Key)]);
        required.Write($"{self} GetRequired({key}, {trx})", $"GetRequired({name}, trx)", [(name, Key), ("trx", Transaction)]);
        required.Write($"{Core.ValueTask}<{self}> GetRequiredAsync({key}, {trx} = null, {token})", $"GetRequiredAsync({name}, trx, cancellationToken)",
            [(name, Key), ("trx", Transaction), ("cancellationToken", Stops)]);

        Accessor copy = new(code, "An editable copy of the record with a key.", "An editable instance of the caller's own; null when there is no such record.");
        copy.Write($"{self}? GetCopy({key}, {trx} = null)", $"GetCopy({name}, trx)", [(name, Key), ("trx", Bound)]);
        copy.Write($"{Core.ValueTask}<{self}?> GetCopyAsync({key}, {trx} = null, {token})", $"GetCopyAsync({name}, trx, cancellationToken)",
            [(name, Key), ("trx", Bound), ("cancellationToken", Stops)]);

        Accessor all = new(code, $"The records with the given keys, {handedMany}; those that are not cached are read with one query.", "The records that exist, by key.");
        all.Write($"{many} GetMany({keys})", "GetMany(keys)", [("keys", Keys)]);
        all.Write($"{Core.ValueTask}<{many}> GetManyAsync({keys}, {token})", "GetManyAsync(keys, cancellationToken)", [("keys", Keys), ("cancellationToken", Stops)]);
        EmitQuery(code, self, trx);
    }

    private static void EmitQuery(CodeWriter code, string self, string trx)
    {
        code.Summary("Asks for records by a condition. They are editable, never from the cache, and bound to the transaction.");
        code.Line("/// <param name=\"where\">A condition in SQL with named parameters, such as <c>\"Name LIKE @name\"</c>; null for all records.</param>");
        code.Line("/// <param name=\"parameters\">An object whose properties are the parameters; null for none.</param>");
        code.Line("/// <param name=\"trx\">The transaction to read in; null reads what is committed.</param>");
        code.Line("/// <returns>The query; nothing is read yet.</returns>");
        code.Line(Core.GeneratedCode);
        code.Line($"public static {Core.Namespace}POQuery<{self}> Query(string? where = null, object? parameters = null, {trx} = null) =>");
        code.Indented("new(where, parameters, trx);");
        code.Line();
    }

    // The property's name with a small letter, unless another parameter has that name.
    private static string ParameterName(ModelProperty key)
    {
        string name = key.Name.TrimStart('@');
        name = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return name is "trx" or "cancellationToken" ? "key" : CodeText.Identifier(name);
    }

    /// <summary>Accessors that share what they return.</summary>
    private sealed class Accessor(CodeWriter code, string summary, string returns, string? notFound = null)
    {
        public void Write(string signature, string call, (string Name, string Doc)[] parameters, string? before = null)
        {
            code.Summary(parameters.Any(static parameter => parameter.Name == "cancellationToken") ? summary + WithoutBlocking : summary);
            foreach ((string name, string doc) in parameters)
            {
                code.Line($"/// <param name=\"{name.TrimStart('@')}\">{doc}</param>");
            }

            code.Line($"/// <returns>{returns}</returns>");
            if (notFound is not null)
            {
                code.Line($"/// <exception cref=\"{Core.Namespace}PONotFoundException\">{notFound}</exception>");
            }

            code.Line(Core.GeneratedCode);
            if (before is not null)
            {
                code.Line(before);
            }

            code.Line($"public static {signature} =>");
            code.Indented($"{Cache}.{call};");
            code.Line();
        }
    }
}
