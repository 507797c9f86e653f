using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.ModelRules;

/// <summary>The static accessors that the generator adds to a class for one of its indexes.</summary>
/// <param name="Index">The index.</param>
/// <param name="Parts">The type and the parameter's name of each part of the key, in order.</param>
internal sealed record GeneratedFinder(ModelIndex Index, IReadOnlyList<(string Type, string Parameter)> Parts)
{
    private const string Token = "global::System.Threading.CancellationToken";
    private const string Array = "global::System.Collections.Immutable.ImmutableArray";
    private const string Task = "global::System.Threading.Tasks.ValueTask";
    private const string Func = "global::System.Func";

    public string Name => $"GetBy{Index.Name}";

    public string AsyncName => $"GetBy{Index.Name}Async";

    public string CreatingName => $"GetOrCreateBy{Index.Name}";

    /// <summary>The type of the key: the column's, or a tuple.</summary>
    public string KeyType => Parts.Count == 1 ? Parts[0].Type : $"({string.Join(", ", Parts.Select(static p => p.Type))})";

    /// <summary>The key made of the parameters.</summary>
    public string Key => Parts.Count == 1 ? Parts[0].Parameter : $"({string.Join(", ", Parts.Select(static p => p.Parameter))})";

    /// <summary>The finder of an index of a class.</summary>
    public static GeneratedFinder Of(ModelIndex index, IEnumerable<ModelProperty> properties)
    {
        List<ModelProperty> all = [.. properties];
        return new GeneratedFinder(
            index, [.. index.Properties.Select(name => all.Find(p => p.Name == name)).Where(static p => p is not null).Select(static p => (p!.Columns[0].Type, GeneratedMembers.KeyParameter(p.Name.TrimStart('@'))))]);
    }

    /// <summary>What is found, as it is written in a class.</summary>
    public string Result(string self) => Index.IsUnique ? $"{self}?" : $"{Array}<{self}>";

    /// <summary>The declarations behind <c>public static</c>: of what is committed, in a transaction, asynchronous.</summary>
    public IReadOnlyList<string> Declarations(string self)
    {
        string key = string.Join(", ", Parts.Select(static p => $"{p.Type} {p.Parameter}"));
        string trx = $"{GeneratedMembers.Trx}? trx";
        return
        [
            $"{Result(self)} {Name}({key})",
            $"{Result(self)} {Name}({key}, {trx})",
            $"{Task}<{Result(self)}> {AsyncName}({key}, {trx} = null, {Token} cancellationToken = default)",
        ];
    }

    /// <summary>The declaration, behind <c>public static</c>, of the accessor of a full table that finds or creates.</summary>
    public string CreatingDeclaration(string self) =>
        $"({self}? Record, bool IsCreated) {CreatingName}({string.Join(", ", Parts.Select(static p => $"{p.Type} {p.Parameter}"))}, {Func}<{self}?> factory, {GeneratedMembers.Trx}? trx = null)";

    /// <summary>The names and parameter types, as overloads are told apart.</summary>
    public IEnumerable<(string Name, string Parameters)> Signatures(string self, bool isFullTable)
    {
        string key = string.Join(",", Parts.Select(static p => p.Type));
        yield return (Name, key);
        yield return (Name, $"{key},{GeneratedMembers.Trx}");
        yield return (AsyncName, $"{key},{GeneratedMembers.Trx},{Token}");
        if (isFullTable && Index.IsUnique)
        {
            yield return (CreatingName, $"{key},{Func}<{self}>,{GeneratedMembers.Trx}");
        }
    }

    /// <summary>The accessors that a class with a full-table cache has beside those of every class.</summary>
    public static IEnumerable<(string Name, string Parameters)> FullTableSignatures(string self) =>
    [
        ("GetAll", GeneratedMembers.Trx),
        ("GetAllAsync", $"{GeneratedMembers.Trx},{Token}"),
        ("Where", $"{Func}<{self}, bool>"),
    ];
}
