using System.Globalization;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>What the server would round, cut or replace without an error is refused.</summary>
public class SqlServerFitTests
{
    [Theory]
    [InlineData("1.25", "decimal(10,2)", true)]
    [InlineData("1.250", "decimal(10,2)", true)]
    [InlineData("1.255", "decimal(10,2)", false)]
    [InlineData("1.5", "int", false)]
    [InlineData("1.0", "bigint", true)]
    [InlineData("1.2345", "money", true)]
    [InlineData("1.23456", "smallmoney", false)]
    [InlineData("0.1", "float", true)]
    [InlineData("0.1234567890123456789", "float", false)]
    [InlineData("0.1", "real", true)]
    [InlineData("0.12345678", "real", false)]
    [InlineData("1.255", "nvarchar", true)]
    public void A_decimal_is_kept_or_refused(string number, string declared, bool fits) => Check(decimal.Parse(number, CultureInfo.InvariantCulture), declared, fits);

    [Theory]
    [InlineData("2026-01-02", "date", true)]
    [InlineData("2026-01-02T03:04:05", "date", false)]
    [InlineData("2026-01-02T03:04:05.1234567", "datetime2(7)", true)]
    [InlineData("2026-01-02T03:04:05.1234567", "datetime2(3)", false)]
    [InlineData("2026-01-02T03:04:05.123", "datetime2(3)", true)]
    [InlineData("2026-01-02T03:04:05", "datetime2(0)", true)]
    [InlineData("2026-01-02T03:04:05.5", "datetime2(0)", false)]
    [InlineData("2026-01-02T03:04:05", "datetime", true)]
    [InlineData("2026-01-02T03:04:05.001", "datetime", false)]
    [InlineData("0001-01-01T03:04:05", "datetime", false)]
    [InlineData("2026-01-02T03:04:00", "smalldatetime", true)]
    [InlineData("2026-01-02T03:04:05", "smalldatetime", false)]
    public void A_time_is_kept_or_refused(string time, string declared, bool fits) => Check(DateTime.Parse(time, CultureInfo.InvariantCulture), declared, fits);

    [Theory]
    [InlineData("Oak", "varchar of code page 1252", true)]
    [InlineData("Käfer €", "varchar of code page 1252", true)]
    [InlineData("木", "varchar of code page 1252", false)]
    [InlineData("木", "char of code page 932", true)]
    [InlineData("木🌳", "varchar of code page 65001", true)]
    [InlineData("木🌳", "nvarchar", true)]
    [InlineData("ä", "varchar of code page 1", false)]
    public void Text_is_kept_or_refused(string text, string declared, bool fits) => Check(text, declared, fits);

    [Fact]
    public void Other_values_are_kept_or_refused()
    {
        Check(0.1d, "float", fits: true);
        Check(0.1d, "real", fits: false);
        Check('木', "varchar of code page 1252", fits: false);
        Check(new TimeOnly(1, 2, 3, 4), "time(7)", fits: true);
        Check(new TimeOnly(1, 2, 3, 4), "time(2)", fits: false);
        Check(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "datetimeoffset(0)", fits: true);
        Check(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "datetime2(7)", fits: false);
    }

    // What fits need not be asked about; what does not must be.
    private static void Check(object value, string declared, bool fits)
    {
        string? why = SqlServerFit.IsDelicate(value) ? SqlServerFit.WhyUnfit(declared, value) : null;

        Assert.True(fits == why is null, $"{value} in {declared}: {why}");
    }
}
