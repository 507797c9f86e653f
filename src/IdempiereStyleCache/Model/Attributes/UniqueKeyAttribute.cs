namespace IdempiereStyleCache;

/// <summary>
/// Says that no two records have the same value in a column, or in several together, and gives the class a finder: <c>GetByValue</c> for a property <c>Value</c>. What it finds is the
/// frozen instance that <c>Get</c> returns. Records with null in one of the columns are not found by it.
/// </summary>
/// <remarks>
/// The database should have a unique constraint too: the attribute does not make one. Where it finds two records, the finder throws <see cref="PODuplicateKeyException"/>.
/// </remarks>
/// <param name="name">What follows <c>GetBy</c>; properties marked with the same name make one key of several columns, in the order of their declaration. Null takes the property's name.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class UniqueKeyAttribute(string? name = null) : Attribute
{
    /// <summary>What follows <c>GetBy</c>, or null for the property's name.</summary>
    public string? Name { get; } = name;

    /// <summary>Whether text that differs in case alone counts as the same. SQLite takes the letters A to Z only for that.</summary>
    public bool IgnoreCase { get; set; }
}
