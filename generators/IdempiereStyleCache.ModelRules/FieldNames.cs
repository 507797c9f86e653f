using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Makes the names of the generated fields: <c>_weight</c> for <c>Weight</c>, with a further underscore for each name that is taken.</summary>
internal sealed class FieldNames
{
    private readonly HashSet<string> _taken;

    public FieldNames(INamedTypeSymbol type, KnownTypes known)
    {
        _taken = [.. UserCode.Members(type).Select(static member => member.Name)];
        foreach (INamedTypeSymbol ancestor in BaseClassRules.UserBases(type, known))
        {
            _taken.UnionWith(ancestor.GetMembers().Select(static member => member.Name));
        }
    }

    public string For(string property)
    {
        string name = $"_{char.ToLowerInvariant(property[0])}{property.Substring(1)}";
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
