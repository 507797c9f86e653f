using System.Collections.Concurrent;
using IdempiereStyleCache.ModelRules;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>The types and marks that the flow rules speak of, found once in a compilation.</summary>
internal sealed class FlowSymbols
{
    private const string Core = "IdempiereStyleCache.";

    private readonly INamedTypeSymbol _po;
    private readonly INamedTypeSymbol? _list;
    private readonly INamedTypeSymbol? _query;
    private readonly INamedTypeSymbol? _cache;
    private readonly INamedTypeSymbol? _poCache;
    private readonly INamedTypeSymbol? _copyCache;
    private readonly INamedTypeSymbol? _trx;
    private readonly INamedTypeSymbol? _fromCache;
    private readonly INamedTypeSymbol? _changes;
    private readonly INamedTypeSymbol? _model;
    private readonly INamedTypeSymbol? _copyCached;
    private readonly INamedTypeSymbol? _key;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _carriers = new(SymbolEqualityComparer.Default);

    private FlowSymbols(Compilation compilation, INamedTypeSymbol po)
    {
        _po = po;
        _list = compilation.GetTypeByMetadataName(Core + "POList`1");
        _query = compilation.GetTypeByMetadataName(Core + "POQuery`1");
        _cache = compilation.GetTypeByMetadataName(Core + "CCache`2");
        _poCache = compilation.GetTypeByMetadataName(Core + "POCache`2");
        _copyCache = compilation.GetTypeByMetadataName(Core + "POCopyCache`2");
        _trx = compilation.GetTypeByMetadataName(Core + "Trx");
        _fromCache = compilation.GetTypeByMetadataName(Core + "FromCacheAttribute");
        _changes = compilation.GetTypeByMetadataName(Core + "ChangesPOAttribute");
        _model = compilation.GetTypeByMetadataName(Core + "POModelAttribute");
        _copyCached = compilation.GetTypeByMetadataName(Core + "CopyCacheAttribute");
        _key = compilation.GetTypeByMetadataName(Core + "POKeyAttribute");
    }

    public static FlowSymbols? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Core + "PO") is { } po ? new FlowSymbols(compilation, po) : null;

    /// <summary>Whether a type is a model class, or a type parameter that stands for one.</summary>
    public bool IsPO(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Any(IsPO);
        }

        return KnownTypes.DerivesFrom(type, _po);
    }

    public bool IsList(ITypeSymbol? type) => KnownTypes.Same(type, _list);

    public bool IsQuery(ITypeSymbol? type) => KnownTypes.Same(type, _query);

    public bool IsTrx(ITypeSymbol? type) => KnownTypes.Same(type, _trx);

    public bool IsCache(ITypeSymbol? type) => KnownTypes.DerivesFrom(type, _cache);

    /// <summary>Whether a cache hands out copies, which are editable.</summary>
    public bool IsCopyCache(ITypeSymbol? type) => KnownTypes.DerivesFrom(type, _copyCache);

    /// <summary>Whether a cache freezes or copies what is put into it.</summary>
    public bool IsPOCache(ITypeSymbol? type) => KnownTypes.DerivesFrom(type, _poCache);

    /// <summary>Whether only the object itself tells whether it hands out copies.</summary>
    public bool IsEitherCache(ITypeSymbol? type) => KnownTypes.Same(type, _poCache);

    /// <summary>Whether something is the framework's own.</summary>
    public bool IsFramework(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _po.ContainingAssembly);

    public bool IsFromCache(ISymbol symbol) => Has(symbol, _fromCache);

    public bool IsResultFromCache(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.OriginalDefinition.GetReturnTypeAttributes())
        {
            if (KnownTypes.Same(attribute.AttributeClass, _fromCache))
            {
                return true;
            }
        }

        return false;
    }

    public bool ChangesPO(ISymbol symbol) => Has(symbol, _changes);

    public bool IsKey(IPropertySymbol property) => Has(property, _key);

    public bool IsCopyCached(ITypeSymbol? type) => type is not null && Has(type, _copyCached);

    /// <summary>The table of a model class, in capitals; null when the type is none.</summary>
    public string? TableOf(ITypeSymbol? type)
    {
        foreach (ITypeSymbol model in ModelsIn(type))
        {
            if (KnownTypes.AttributeOf(model, _model) is { ConstructorArguments: { Length: > 0 } arguments } && arguments[0].Value is string name)
            {
                return name.ToUpperInvariant();
            }
        }

        return null;
    }

    /// <summary>Whether a value of the type is or holds model objects, as far as the type says.</summary>
    public bool Carries(ITypeSymbol? type) => type is not null && _carriers.GetOrAdd(type, FindsModel);

    /// <summary>The model classes that a type is made of.</summary>
    public IEnumerable<ITypeSymbol> ModelsIn(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return ModelsIn(array.ElementType);
            case not null when IsPO(type):
                return [type];
            case INamedTypeSymbol { IsAnonymousType: true }:
                return type.GetMembers().OfType<IPropertySymbol>().SelectMany(property => ModelsIn(property.Type));
            case INamedTypeSymbol named:
                IEnumerable<ITypeSymbol> models = named.TypeArguments.SelectMany(ModelsIn);
                return named.ContainingType is { IsGenericType: true } outer ? models.Concat(ModelsIn(outer)) : models;
            default:
                return [];
        }
    }

    private static bool Has(ISymbol symbol, INamedTypeSymbol? attribute)
    {
        for (ISymbol? candidate = symbol.OriginalDefinition; candidate is not null; candidate = Overridden(candidate))
        {
            if (KnownTypes.AttributeOf(candidate, attribute) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod?.OriginalDefinition,
        IPropertySymbol property => property.OverriddenProperty?.OriginalDefinition,
        _ => null,
    };

    private bool FindsModel(ITypeSymbol type) => ModelsIn(type).Any();
}
