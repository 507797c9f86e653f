namespace IdempiereStyleCache;

/// <summary>
/// Marks a partial class as the model of one table. The generator completes it: base class <see cref="PO"/>, property bodies,
/// copy constructors, row reader, and the static accessors <c>Get</c>, <c>GetCopy</c>, <c>GetMany</c> and <c>Query</c>.
/// </summary>
/// <param name="tableName">The table's name as the database knows it, for example <c>M_Product</c>; names compare case-insensitively.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class POModelAttribute(string tableName) : Attribute
{
    /// <summary>The table's name.</summary>
    public string TableName { get; } = tableName;

    /// <summary>
    /// Whether records of the class may be cached; true unless set. With false, for tables that are mostly written, the class has <c>Query</c> and no <c>Get</c>, and
    /// writing it signals nothing to other nodes, except for parents that embed its records. Every node of a database must say the same.
    /// </summary>
    public bool IsCached { get; set; } = true;

    /// <summary>
    /// Whether triggers of the database write the invalidation log for every change of the table; false unless set. It tells the compiler not to warn of hand-written SQL that
    /// changes the table (ISC0009), and nothing else: <c>InstallTriggersFor</c> or <c>Triggers.InstallAsync</c> makes the triggers.
    /// </summary>
    public bool HasTriggers { get; set; }
}
