using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>The types that the rules speak of, found once in a compilation. Never kept beyond it.</summary>
internal sealed class KnownTypes
{
    private const string Core = "IdempiereStyleCache.";

    private KnownTypes(Compilation compilation, INamedTypeSymbol po)
    {
        PO = po;
        SeesInternals = po.ContainingAssembly.GivesAccessTo(compilation.Assembly)
            || SymbolEqualityComparer.Default.Equals(po.ContainingAssembly, compilation.Assembly);
        RowReader = compilation.GetTypeByMetadataName(Core + "PORowReader");
        Trx = compilation.GetTypeByMetadataName(Core + "Trx");
        List = compilation.GetTypeByMetadataName(Core + "POList`1");
        ModelAttribute = compilation.GetTypeByMetadataName(ModelReader.AttributeName);
        CopyCacheAttribute = compilation.GetTypeByMetadataName(Core + "CopyCacheAttribute");
        FullTableCacheAttribute = compilation.GetTypeByMetadataName(Core + "FullTableCacheAttribute");
        POCacheAttribute = compilation.GetTypeByMetadataName(Core + "POCacheAttribute");
        UniqueKeyAttribute = compilation.GetTypeByMetadataName(Core + "UniqueKeyAttribute");
        IndexAttribute = compilation.GetTypeByMetadataName(Core + "IndexAttribute");
        CachedAttribute = compilation.GetTypeByMetadataName(Core + "CachedAttribute");
        InstanceKeyAttribute = compilation.GetTypeByMetadataName(Core + "InstanceKeyAttribute");
        RetrievalContext = compilation.GetTypeByMetadataName(Core + "RetrievalContext");
        CancellationToken = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
        Task = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1");
        ValueTask = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask`1");
        KeyAttribute = compilation.GetTypeByMetadataName(Core + "POKeyAttribute");
        ColumnAttribute = compilation.GetTypeByMetadataName(Core + "POColumnAttribute");
        ComputedAttribute = compilation.GetTypeByMetadataName(Core + "ComputedAttribute");
        ConcurrencyTokenAttribute = compilation.GetTypeByMetadataName(Core + "ConcurrencyTokenAttribute");
        ParentKeyAttribute = compilation.GetTypeByMetadataName(Core + "ParentKeyAttribute");
        ChildrenAttribute = compilation.GetTypeByMetadataName(Core + "ChildrenAttribute");
        Guid = compilation.GetTypeByMetadataName("System.Guid");
        DateTimeOffset = compilation.GetTypeByMetadataName("System.DateTimeOffset");
        DateOnly = compilation.GetTypeByMetadataName("System.DateOnly");
        TimeOnly = compilation.GetTypeByMetadataName("System.TimeOnly");
        TimeSpan = compilation.GetTypeByMetadataName("System.TimeSpan");
        ImmutableArray = compilation.GetTypeByMetadataName("System.Collections.Immutable.ImmutableArray`1");
    }

    public INamedTypeSymbol PO { get; }

    /// <summary>Whether the compilation sees the internals of the core.</summary>
    public bool SeesInternals { get; }

    public INamedTypeSymbol? RowReader { get; }

    public INamedTypeSymbol? Trx { get; }

    public INamedTypeSymbol? List { get; }

    public INamedTypeSymbol? ModelAttribute { get; }

    public INamedTypeSymbol? CopyCacheAttribute { get; }

    public INamedTypeSymbol? FullTableCacheAttribute { get; }

    public INamedTypeSymbol? POCacheAttribute { get; }

    public INamedTypeSymbol? UniqueKeyAttribute { get; }

    public INamedTypeSymbol? IndexAttribute { get; }

    public INamedTypeSymbol? CachedAttribute { get; }

    public INamedTypeSymbol? InstanceKeyAttribute { get; }

    public INamedTypeSymbol? RetrievalContext { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? ValueTask { get; }

    public INamedTypeSymbol? KeyAttribute { get; }

    public INamedTypeSymbol? ColumnAttribute { get; }

    public INamedTypeSymbol? ComputedAttribute { get; }

    public INamedTypeSymbol? ConcurrencyTokenAttribute { get; }

    public INamedTypeSymbol? ParentKeyAttribute { get; }

    public INamedTypeSymbol? ChildrenAttribute { get; }

    public INamedTypeSymbol? Guid { get; }

    public INamedTypeSymbol? DateTimeOffset { get; }

    public INamedTypeSymbol? DateOnly { get; }

    public INamedTypeSymbol? TimeOnly { get; }

    public INamedTypeSymbol? TimeSpan { get; }

    public INamedTypeSymbol? ImmutableArray { get; }

    /// <summary>Finds the types; null when the compilation does not know the framework.</summary>
    public static KnownTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Core + "PO") is { } po ? new KnownTypes(compilation, po) : null;

    public static bool Same(ITypeSymbol? type, INamedTypeSymbol? known) =>
        known is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, known);

    /// <summary>Whether a type is a class or descends from it.</summary>
    public static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (Same(candidate, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a class is a model, or a base class of some. The generator makes it one; before it has run, or where it cannot, the attribute tells.</summary>
    public bool IsModel(ITypeSymbol type) => ModelAttributeOf(type) is not null || DerivesFrom(type, PO);

    /// <summary>The <c>[POModel]</c> attribute of a class, or null.</summary>
    public AttributeData? ModelAttributeOf(ITypeSymbol type) => AttributeOf(type, ModelAttribute);

    public static AttributeData? AttributeOf(ISymbol symbol, INamedTypeSymbol? attribute)
    {
        foreach (AttributeData candidate in symbol.GetAttributes())
        {
            if (Same(candidate.AttributeClass, attribute))
            {
                return candidate;
            }
        }

        return null;
    }
}
