using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>How a PostgreSQL database is used.</summary>
public sealed class PostgreSqlOptions : PODatabaseOptions
{
    /// <summary>
    /// Whether a name that PostgreSQL takes without quotes means what it means without quotes: <c>M_Product</c> in a model is then the table <c>m_product</c>, as in
    /// <c>CREATE TABLE M_Product</c>. True unless set. False takes every name as the model writes it, for tables that were made with quotes, as in
    /// <c>CREATE TABLE "M_Product"</c>.
    /// </summary>
    public bool FoldsNames { get; set; } = true;
}
