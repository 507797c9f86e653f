namespace IdempiereStyleCache.ModelRules;

/// <summary>
/// The members that the generator adds to every model class, beside its columns. Nothing of the user's may have these names, methods with other parameters apart.
/// </summary>
internal static class GeneratedMembers
{
    public const string TableName = "TableName";
    public const string ColumnNames = "ColumnNames";

    /// <summary>The class that holds the model and the cache, apart so that they are there whenever something static of the user's needs them.</summary>
    public const string Statics = "POStatics";

    public const string SetInitialDefaults = "SetInitialDefaults";

    private const string PO = "global::IdempiereStyleCache.PO";
    private const string Reader = "global::IdempiereStyleCache.PORowReader";
    private const string Trx = "global::IdempiereStyleCache.Trx";
    private const string Token = "global::System.Threading.CancellationToken";

    /// <summary>Names that nothing else may have.</summary>
    public static IReadOnlyList<string> Names { get; } = [TableName, ColumnNames, Statics, "ModelInfo"];

    /// <summary>Methods by name and parameter types, constructors under the name <c>.ctor</c>.</summary>
    /// <param name="self">The model class as it is written in generated code.</param>
    /// <param name="key">The type of its key as it is written in generated code.</param>
    public static IEnumerable<(string Name, string Parameters)> Methods(string self, string key)
    {
        string keys = $"global::System.Collections.Generic.IEnumerable<{key}>";
        yield return (".ctor", "");
        yield return (".ctor", Reader);
        yield return (".ctor", self);
        yield return (".ctor", $"{self},{Trx}");
        yield return (SetInitialDefaults, "");
        yield return ("Get", key);
        yield return ("Get", $"{key},{Trx}");
        yield return ("GetAsync", $"{key},{Token}");
        yield return ("GetAsync", $"{key},{Trx},{Token}");
        yield return ("GetRequired", key);
        yield return ("GetRequired", $"{key},{Trx}");
        yield return ("GetRequiredAsync", $"{key},{Trx},{Token}");
        yield return ("GetCopy", $"{key},{Trx}");
        yield return ("GetCopyAsync", $"{key},{Trx},{Token}");
        yield return ("GetMany", keys);
        yield return ("GetManyAsync", $"{keys},{Token}");
        yield return ("Query", $"string,object,{Trx}");
        yield return ("GetColumnValue", "int");
        yield return ("SetSystemValue", "int,object");
        yield return ("ReadBack", $"int,{Reader},int");
        yield return ("CopyColumnsFrom", PO);
        yield return ("GetChildList", "int,bool");
        yield return ("ForgetChildren", "");
    }
}
