using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A small table is cached whole: by id, by unique key, as a list, and what it does not have is known too.</summary>
internal sealed class FullTableStep : IStep
{
    private const string Code = "DEMO-BARROW";

    public string Title => "A small table is cached whole, and so is what it lacks";

    public void Run(DemoRecords records, Checks checks)
    {
        int count = MUOM.GetAll().Length;
        long before = records.StatementCount;
        MUOM piece = MUOM.GetByX12DE355("C62")!;
        checks.Same("by id", piece, MUOM.Get(piece.C_UOM_ID));
        checks.Equal("a code that nobody has", null, MUOM.GetByX12DE355(Code));
        checks.Equal("units with decimals", MUOM.GetAll().Count(static u => u.StdPrecision > 0), MUOM.Where(static u => u.StdPrecision > 0).Length);
        checks.Equal("statements for all of that", 0, records.StatementCount - before);

        using (Trx trx = Trx.Begin())
        {
            checks.Equal("GetOrCreate creates what is missing", true, MUOM.GetOrCreateByX12DE355(Code, NewBarrow, trx).IsCreated);
            checks.Equal("and finds it then", false, MUOM.GetOrCreateByX12DE355(Code, NewBarrow, trx).IsCreated);
        }

        checks.Equal("after the rollback it is missing again", null, MUOM.GetByX12DE355(Code));
        checks.Equal("units", count, MUOM.GetAll().Length);
    }

    private static MUOM NewBarrow() => new() { X12DE355 = Code, Name = "Barrow" };
}
