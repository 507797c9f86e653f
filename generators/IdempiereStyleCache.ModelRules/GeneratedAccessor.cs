namespace IdempiereStyleCache.ModelRules;

/// <summary>One of the static accessors that the generator adds to a class with a cache: the cache has a method of the same name and parameters.</summary>
internal sealed record GeneratedAccessor(string Name, AccessorResult Result, params AccessorParameter[] Parameters)
{
    private static readonly IReadOnlyList<GeneratedAccessor> All =
    [
        new("Get", AccessorResult.OneOrNull, AccessorParameter.Key),
        new("Get", AccessorResult.OneOrNull, AccessorParameter.Key, AccessorParameter.Trx),
        new("GetAsync", AccessorResult.OneOrNull, AccessorParameter.Key, AccessorParameter.Token),
        new("GetAsync", AccessorResult.OneOrNull, AccessorParameter.Key, AccessorParameter.Trx, AccessorParameter.Token),
        new("GetRequired", AccessorResult.One, AccessorParameter.Key),
        new("GetRequired", AccessorResult.One, AccessorParameter.Key, AccessorParameter.Trx),
        new("GetRequiredAsync", AccessorResult.One, AccessorParameter.Key, AccessorParameter.OptionalTrx, AccessorParameter.Token),
        new("GetCopy", AccessorResult.Copy, AccessorParameter.Key, AccessorParameter.OptionalTrx),
        new("GetCopyAsync", AccessorResult.Copy, AccessorParameter.Key, AccessorParameter.OptionalTrx, AccessorParameter.Token),
        new("GetMany", AccessorResult.Many, AccessorParameter.Keys),
        new("GetManyAsync", AccessorResult.Many, AccessorParameter.Keys, AccessorParameter.Token),
    ];

    /// <summary>The accessors of a class: none when no node may cache its records.</summary>
    public static IReadOnlyList<GeneratedAccessor> For(bool isCached) => isCached ? All : [];

    public bool IsAsync => Parameters[Parameters.Length - 1] == AccessorParameter.Token;

    /// <summary>The types of the parameters as signatures are compared.</summary>
    public string ParameterTypes(string key) => string.Join(",", Parameters.Select(parameter => TypeOf(parameter, key)));

    /// <summary>The type of what is returned.</summary>
    public string ReturnType(string self, string key)
    {
        string result = Result switch
        {
            AccessorResult.One => self,
            AccessorResult.Many => $"global::System.Collections.Generic.IReadOnlyDictionary<{key}, {self}>",
            _ => $"{self}?",
        };
        return IsAsync ? $"global::System.Threading.Tasks.ValueTask<{result}>" : result;
    }

    /// <summary>The declaration behind <c>public static</c>.</summary>
    public string Declaration(string self, string key, string keyName) =>
        $"{ReturnType(self, key)} {Name}({string.Join(", ", Parameters.Select(parameter => Declare(parameter, key, keyName)))})";

    /// <summary>The call of the cache's method of the same name.</summary>
    public string Call(string keyName) => $"{Name}({string.Join(", ", Parameters.Select(parameter => NameOf(parameter, keyName)))})";

    public static string NameOf(AccessorParameter parameter, string keyName) => parameter switch
    {
        AccessorParameter.Key => keyName,
        AccessorParameter.Keys => "keys",
        AccessorParameter.Token => "cancellationToken",
        _ => "trx",
    };

    private static string TypeOf(AccessorParameter parameter, string key) => parameter switch
    {
        AccessorParameter.Key => key,
        AccessorParameter.Keys => $"global::System.Collections.Generic.IEnumerable<{key}>",
        AccessorParameter.Token => "global::System.Threading.CancellationToken",
        _ => GeneratedMembers.Trx,
    };

    private static string Declare(AccessorParameter parameter, string key, string keyName)
    {
        string mark = parameter is AccessorParameter.Trx or AccessorParameter.OptionalTrx ? "?" : "";
        string declared = $"{TypeOf(parameter, key)}{mark} {NameOf(parameter, keyName)}";
        return parameter switch
        {
            AccessorParameter.OptionalTrx => declared + " = null",
            AccessorParameter.Token => declared + " = default",
            _ => declared,
        };
    }
}

/// <summary>What an accessor is given.</summary>
internal enum AccessorParameter
{
    Key,
    Keys,
    Trx,
    OptionalTrx,
    Token,
}

/// <summary>What an accessor returns.</summary>
internal enum AccessorResult
{
    One,
    OneOrNull,
    Copy,
    Many,
}
