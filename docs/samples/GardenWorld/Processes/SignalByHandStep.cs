namespace GardenWorld;

/// <summary>Without triggers, whoever writes with plain SQL says so with one more statement in the same transaction.</summary>
internal sealed class SignalByHandStep : IMeetingStep
{
    private const string Signal = "INSERT INTO isc_invalidation(table_name) VALUES ('M_ProductPrice')";

    public string Title => "Plain SQL is seen by both, where it says what it changed";

    public async Task RunAsync(Meeting meeting, Checks checks)
    {
        checks.Equal("price here", 100m, meeting.RequestHere().Price);
        checks.Equal("price there", 100m, (await meeting.RequestThereAsync()).Price);

        await meeting.Shop.RunPlainSqlAsync(Update(meeting, 150));
        checks.Equal("after an UPDATE alone, here: not told", 100m, meeting.RequestHere().Price);
        checks.Equal("and there", 100m, (await meeting.RequestThereAsync()).Price);

        await meeting.Shop.RunPlainSqlAsync(Update(meeting, 160), Signal);
        checks.Equal("after an UPDATE and the signal, here", 160m, meeting.RequestHere().Price);
        checks.Equal("and there", 160m, (await meeting.RequestThereAsync()).Price);
    }

    private static string Update(Meeting meeting, int price) => $"UPDATE M_ProductPrice SET PriceStd = '{price}' WHERE M_Product_ID = {meeting.Records.Oak}";
}
