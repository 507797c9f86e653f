using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.ModelRules;

/// <summary>
/// The members that the generator adds to every model class, beside its columns. Nothing of the user's may have these names, methods with other parameters
/// apart.
/// </summary>
internal static class GeneratedMembers
{
    public const string TableName = "TableName";
    public const string ColumnNames = "ColumnNames";
    public const string ModelInfo = "ModelInfo";

    /// <summary>The class that holds the model and the cache, apart so that they are there whenever something static of the user's needs them.</summary>
    public const string Statics = "POStatics";

    public const string SetInitialDefaults = "SetInitialDefaults";

    public const string Trx = "global::IdempiereStyleCache.Trx";

    /// <summary>The abstract methods of PO.</summary>
    public static readonly (string Name, string Parameters) GetColumnValue = ("GetColumnValue", "int");
    public static readonly (string Name, string Parameters) CopyColumnsFrom = ("CopyColumnsFrom", "global::IdempiereStyleCache.PO");

    /// <summary>The accessor that makes a query.</summary>
    public static readonly (string Name, string Parameters) Query = ("Query", $"string,object,{Trx}");

    /// <summary>The accessor that fills the cache.</summary>
    public static readonly (string Name, string Parameters) WarmUp = ("WarmUpAsync", "global::System.IProgress<int>,global::System.Threading.CancellationToken");

    private const string Reader = "global::IdempiereStyleCache.PORowReader";

    /// <summary>Names that nothing else may have.</summary>
    public static IReadOnlyList<string> Names { get; } = [TableName, ColumnNames, Statics, ModelInfo];

    /// <summary>Methods by name and parameter types, constructors under the name <c>.ctor</c>.</summary>
    /// <param name="self">The model class as it is written in generated code.</param>
    /// <param name="key">The type of its key as it is written in generated code.</param>
    /// <param name="cache">Which cache it has; there are no accessors by key where its records may not be cached.</param>
    /// <param name="finders">The accessors of its indexes.</param>
    public static IEnumerable<(string Name, string Parameters)> Methods(string self, string key, CacheChoice cache, IEnumerable<GeneratedFinder> finders) =>
    [
        (".ctor", ""),
        (".ctor", Reader),
        (".ctor", self),
        (".ctor", $"{self},{Trx}"),
        (SetInitialDefaults, ""),
        .. finders.SelectMany(finder => finder.Signatures(self, cache.IsFullTable)),
        .. cache.IsFullTable ? GeneratedFinder.FullTableSignatures(self) : [],
        .. cache.IsCached ? [WarmUp] : Array.Empty<(string, string)>(),
        .. GeneratedAccessor.For(cache.IsCached).Select(accessor => (accessor.Name, accessor.ParameterTypes(key))),
        Query,
        GetColumnValue,
        CopyColumnsFrom,
        ("SetSystemValue", "int,object"),
        ("ReadBack", $"int,{Reader},int"),
        ("GetChildList", "int,bool"),
        ("ForgetChildren", ""),
    ];

    /// <summary>How the key is called as a parameter: the property's name with a small letter, unless another parameter has that name.</summary>
    public static string KeyParameter(string keyProperty)
    {
        string name = char.ToLowerInvariant(keyProperty[0]) + keyProperty.Substring(1);
        return name is "trx" or "cancellationToken" ? "key" : CodeText.Identifier(name);
    }
}
