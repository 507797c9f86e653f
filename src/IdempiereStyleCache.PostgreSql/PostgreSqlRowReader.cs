using Npgsql;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>Reads the columns of a row as Npgsql gives them, and kinds of column that Npgsql does not read as asked but whose meaning is certain.</summary>
internal sealed class PostgreSqlRowReader(NpgsqlDataReader reader) : PORowReader(reader)
{
    // The numbers of PostgreSQL's own types never change: src/include/catalog/pg_type.dat.
    private const uint Boolean = 16;
    private const uint Real = 700;
    private const uint DoublePrecision = 701;
    private const uint Date = 1082;
    private const uint Timestamp = 1114;
    private const uint TimestampWithZone = 1184;
    private const uint Uuid = 2950;

    /// <summary>A column of boolean; of Y and N, t and f, true and false; of numbers other than 0 and 0.</summary>
    public override bool GetBoolean(int i) => reader.GetDataTypeOID(i) == Boolean ? reader.GetBoolean(i) : IsText(i) ? Truth(reader.GetString(i).Trim()) : reader.GetInt64(i) != 0;

    public override decimal GetDecimal(int i) => reader.GetDataTypeOID(i) is Real or DoublePrecision ? (decimal)reader.GetDouble(i) : reader.GetDecimal(i);

    /// <summary>What is empty is the character of number 0, which PostgreSQL does not have.</summary>
    public override char GetChar(int i) => reader.GetString(i).Length == 0 ? '\0' : base.GetChar(i);

    public override string GetString(int i) => reader.GetDataTypeOID(i) == Uuid ? reader.GetGuid(i).ToString() : reader.GetString(i);

    public override Guid GetGuid(int i) => reader.GetDataTypeOID(i) == Uuid ? reader.GetGuid(i)
        : Guid.TryParse(reader.GetString(i), out Guid guid) ? guid
        : throw new InvalidCastException("The value is text that is not a Guid.");

    /// <summary>The numbers as they stand in UTC where the column has a time zone, and as they stand where it has none.</summary>
    public override DateTime GetDateTime(int i) => DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Unspecified);

    public override DateTimeOffset GetDateTimeOffset(int i) => reader.GetDataTypeOID(i) is Timestamp or TimestampWithZone or Date
        ? new DateTimeOffset(GetDateTime(i), TimeSpan.Zero)
        : base.GetDateTimeOffset(i);

    public override DateOnly GetDateOnly(int i) => reader.GetDataTypeOID(i) == Date ? reader.GetFieldValue<DateOnly>(i) : DateOnly.FromDateTime(GetDateTime(i));

    public override TimeOnly GetTimeOnly(int i) => reader.GetFieldValue<TimeOnly>(i);

    private bool IsText(int i) => reader.GetFieldType(i) == typeof(string);

    private static bool Truth(string text) => text.ToUpperInvariant() switch
    {
        "Y" or "YES" or "T" or "TRUE" or "1" => true,
        "N" or "NO" or "F" or "FALSE" or "0" => false,
        _ => throw new InvalidCastException("The value is text that is neither Y nor N."),
    };
}
