using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer;

/// <summary>How a SQL Server database is used.</summary>
public sealed class SqlServerOptions : PODatabaseOptions
{
    /// <summary>
    /// Whether text goes to the server as <c>nvarchar</c>, which fits every column; true unless set. Set it to false where the columns that records are found by are
    /// <c>varchar</c> with a collation whose name begins with <c>SQL_</c>: text of ASCII characters then goes as <c>varchar</c>, since the server cannot look up
    /// <c>nvarchar</c> in the index of such a column. Other text goes as <c>nvarchar</c> all the same.
    /// </summary>
    public bool SendsTextAsUnicode { get; set; } = true;
}
