using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>
/// Eight threads read all the time while the price is raised again and again, and every third raise is rolled back. Committed prices end in a round ten cents,
/// prices that are rolled back in five, so a price says by itself whether anybody may see it.
/// </summary>
internal sealed class ReadersDuringCommitsStep : IStep
{
    private const int Raises = 90;

    private long _committed;
    private bool _done;

    public string Title => "Eight threads that never stop reading never see an old or an uncommitted price";

    public void Run(DemoRecords records, Checks checks)
    {
        Volatile.Write(ref _committed, Cents(100m));
        Volatile.Write(ref _done, false);
        using WaitingReaders<ReaderFindings> readers = new(() => ReadUntilDone(records.OakPrice));
        readers.OpenGate();
        try
        {
            for (int i = 1; i <= Raises; i++)
            {
                Raise(records.OakPrice, commit: i % 3 != 0);
            }
        }
        finally
        {
            Volatile.Write(ref _done, true);
        }

        ReaderFindings[] findings = readers.Results();
        checks.Equal("reads older than a commit that had returned before they began", 0, findings.Sum(f => f.Stale));
        checks.Equal("reads older than what the same thread had read before", 0, findings.Sum(f => f.Backward));
        checks.Equal("reads of a price that was not committed", 0, findings.Sum(f => f.Uncommitted));
        checks.Equal("threads whose last read is the last price", WaitingReaders.Count, findings.Count(f => f.Last == _committed));
    }

    private static long Cents(decimal price) => (long)(price * 100m);

    private void Raise(ProductPriceKey key, bool commit)
    {
        using Trx trx = Trx.Begin();
        MProductPrice price = MProductPrice.GetCopy(key, trx)!;
        price.PriceStd += commit ? 0.10m : 0.05m;
        price.Save();
        if (commit)
        {
            trx.Commit();
            Volatile.Write(ref _committed, Cents(price.PriceStd));
        }
    }

    private ReaderFindings ReadUntilDone(ProductPriceKey key)
    {
        ReaderFindings findings = new();
        bool isLast;
        do
        {
            isLast = Volatile.Read(ref _done);
            long atLeast = Volatile.Read(ref _committed);
            findings.Note(Cents(MProductPrice.GetRequired(key).PriceStd), atLeast);
        }
        while (!isLast);
        return findings;
    }

    private sealed class ReaderFindings
    {
        public long Last { get; private set; }

        public int Stale { get; private set; }

        public int Backward { get; private set; }

        public int Uncommitted { get; private set; }

        public void Note(long cents, long atLeast)
        {
            Stale += cents < atLeast ? 1 : 0;
            Backward += cents < Last ? 1 : 0;
            Uncommitted += cents % 10 != 0 ? 1 : 0;
            Last = cents;
        }
    }
}
