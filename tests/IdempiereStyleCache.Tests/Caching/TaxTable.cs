namespace IdempiereStyleCache.Tests;

/// <summary>Makes and changes the records of the full table that the tests read.</summary>
internal static class TaxTable
{
    /// <summary>An allowance that no test outlives.</summary>
    public static readonly Freshness Minute = Freshness.Bounded(TimeSpan.FromSeconds(60));

    public static int Add(string name, string country, decimal rate)
    {
        MTax tax = new() { Name = name, Country = country, Rate = rate };
        tax.Save();
        return tax.C_Tax_ID;
    }

    public static void Change(int id, Action<MTax> change)
    {
        MTax tax = MTax.GetCopy(id)!;
        change(tax);
        tax.Save();
    }

    // Reads past the cache, for which somebody may be waiting.
    public static void ChangeStored(int id, decimal rate)
    {
        MTax tax = MTax.Query("C_Tax_ID = @id", new { id }).First()!;
        tax.Rate = rate;
        tax.Save();
    }

    public static void Silently(TestNodes nodes, int id, decimal rate)
    {
        MTax tax = MTax.GetCopy(id)!;
        tax.Rate = rate;
        nodes.Writer.Database.Tables.Commit([new MemoryWrite(MTax.TableName, id, MemoryRows.Of(tax))]);
    }
}
