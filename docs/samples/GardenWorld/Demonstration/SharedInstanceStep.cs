namespace GardenWorld;

/// <summary>However many ask for a record, the database is asked once and all get one instance.</summary>
internal sealed class SharedInstanceStep : IStep
{
    public string Title => "Everybody who gets a record gets the same instance";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct first = MProduct.GetRequired(records.Oak);
        long before = records.StatementCount;
        MProduct second = MProduct.GetRequired(records.Oak);
        checks.Same("two Gets", first, second);
        checks.Equal("statements sent by the second Get", 0, records.StatementCount - before);

        records.Node.Bus.Reset(MProduct.TableName, records.Oak);
        using WaitingReaders<MProduct> readers = new(() => MProduct.GetRequired(records.Oak));
        before = records.StatementCount;
        readers.OpenGate();
        MProduct[] found = readers.Results();
        checks.Equal("statements sent when eight threads miss together", 1, records.StatementCount - before);
        checks.Equal("instances that the eight threads got", 1, found.Distinct(ReferenceEqualityComparer.Instance).Count());
    }
}
