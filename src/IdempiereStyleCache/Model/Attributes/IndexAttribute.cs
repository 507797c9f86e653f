namespace IdempiereStyleCache;

/// <summary>
/// Gives the class cached lists of the records that have the same value in a column, or in several together: <c>GetByM_Product_Category_ID</c>, or <c>GetByCategory</c> with the name
/// <c>Category</c>. They hold the frozen instances that <c>Get</c> returns, in the order of the key. Records with null in one of the columns are in none.
/// </summary>
/// <param name="name">What follows <c>GetBy</c>; properties marked with the same name make one key of several columns, in the order of their declaration. Null takes the property's name.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class IndexAttribute(string? name = null) : Attribute
{
    /// <summary>What follows <c>GetBy</c>, or null for the property's name.</summary>
    public string? Name { get; } = name;

    /// <summary>Whether text that differs in case alone counts as the same. SQLite takes the letters A to Z only for that.</summary>
    public bool IgnoreCase { get; set; }
}
