namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Where the model objects of a value may come from. Several at once where paths meet.</summary>
[Flags]
internal enum Kinds
{
    /// <summary>Null, or nothing that holds a model object.</summary>
    None = 0,

    /// <summary>Shared by a cache.</summary>
    Cached = 1,

    /// <summary>An editable copy: <c>GetCopy</c>, a copy constructor, a copy cache.</summary>
    Copy = 2,

    /// <summary>A new record.</summary>
    Fresh = 4,

    /// <summary>Read by a query.</summary>
    Query = 8,

    /// <summary>From where the analysis does not see.</summary>
    Unknown = 16,

    /// <summary>What its holder may change.</summary>
    Editable = Copy | Fresh | Query,
}
