using IdempiereStyleCache;
using IdempiereStyleCache.Data;

namespace GardenWorld;

/// <summary>With triggers on its table, a row that any program changes with plain SQL is signalled too.</summary>
internal sealed class TriggersStep : IMeetingStep
{
    public string Title => "Plain SQL is seen by both, where the table has triggers";

    public async Task RunAsync(Meeting meeting, Checks checks)
    {
        InvalidationTriggers triggers = ((PODatabase)meeting.Node.Database).Triggers;
        try
        {
            int made = await triggers.InstallAsync([POModelInfo.Of<MProduct>()]);
            checks.Equal("triggers made, as many as are listed", made, (await triggers.ListAsync()).Count);
            checks.Equal("weight here", 1m, meeting.RequestHere().Weight);
            checks.Equal("weight there", 1m, (await meeting.RequestThereAsync()).Weight);

            await meeting.Shop.RunPlainSqlAsync($"UPDATE M_Product SET Weight = '2.5' WHERE M_Product_ID = {meeting.Records.Oak}");
            checks.Equal("after an UPDATE of another program, here", 2.5m, meeting.RequestHere().Weight);
            checks.Equal("and there", 2.5m, (await meeting.RequestThereAsync()).Weight);
        }
        finally
        {
            await triggers.RemoveAsync([MProduct.TableName]);
        }

        checks.Equal("triggers after they were removed", 0, (await triggers.ListAsync()).Count);
    }
}
