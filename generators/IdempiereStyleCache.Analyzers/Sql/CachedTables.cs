using IdempiereStyleCache.ModelRules;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>The tables of model classes whose changes nobody but the framework signals: of this compilation, and of those that it refers to.</summary>
internal sealed class CachedTables
{
    private readonly Dictionary<string, List<KeyValuePair<string, string>>> _models = new(StringComparer.OrdinalIgnoreCase);

    private CachedTables(Compilation compilation, INamedTypeSymbol attribute)
    {
        Add(compilation.Assembly.GlobalNamespace, attribute);
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Modules.Any(module => module.ReferencedAssemblies.Any(referred => referred.Name == attribute.ContainingAssembly.Name)))
            {
                Add(assembly.GlobalNamespace, attribute);
            }
        }
    }

    /// <summary>The tables, for which the classes are looked through when they are first asked for; null when the compilation does not know the framework.</summary>
    public static Lazy<CachedTables>? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName(ModelReader.AttributeName) is { } attribute ? new Lazy<CachedTables>(() => new CachedTables(compilation, attribute)) : null;

    /// <summary>The class of a table, and the table as the class names it; null when no cache keeps it.</summary>
    /// <param name="table">A name, with or without schema; case does not count.</param>
    public (string Table, string Model)? Find(string table)
    {
        if (!_models.TryGetValue(LastPart(table), out List<KeyValuePair<string, string>>? candidates))
        {
            return null;
        }

        foreach (KeyValuePair<string, string> candidate in candidates)
        {
            // A schema counts where both name one.
            if (candidate.Key.IndexOf('.') < 0 || table.IndexOf('.') < 0 || string.Equals(candidate.Key, table, StringComparison.OrdinalIgnoreCase))
            {
                return (candidate.Key, candidate.Value);
            }
        }

        return null;
    }

    private void Add(INamespaceSymbol space, INamedTypeSymbol attribute)
    {
        foreach (INamespaceOrTypeSymbol member in space.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                Add(inner, attribute);
            }
            else
            {
                Add((INamedTypeSymbol)member, attribute);
            }
        }
    }

    private void Add(INamedTypeSymbol type, INamedTypeSymbol attribute)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            return;
        }

        if (KnownTypes.AttributeOf(type, attribute) is { } model && PropertyMarks.Text(model) is { Length: > 0 } table
            && PropertyMarks.Named(model, "IsCached") is not false && PropertyMarks.Named(model, "HasTriggers") is not true)
        {
            if (!_models.TryGetValue(LastPart(table), out List<KeyValuePair<string, string>>? models))
            {
                _models.Add(LastPart(table), models = []);
            }

            models.Add(new(table, type.Name));
        }

        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            Add(nested, attribute);
        }
    }

    private static string LastPart(string table) => table.Substring(table.LastIndexOf('.') + 1);
}
