using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>Within a request everything cached is of one moment; what others commit meanwhile the next request sees.</summary>
internal sealed class RequestStep : IStep
{
    public string Title => "A request keeps what it reads; the next one sees what is new";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct.GetRequired(records.Elm);
        using (RequestScope.Begin())
        {
            MProduct first = MProduct.GetRequired(records.Oak);
            Elsewhere(records, () => Rename(records, "renamed by another"));

            checks.Same("read again in the request", first, MProduct.GetRequired(records.Oak));
            checks.Equal("read for the first time, changed meanwhile", "Elm tree", MProduct.GetRequired(records.Elm).Name);
            checks.Equal("outside the request", "renamed by another", Elsewhere(records, () => MProduct.GetRequired(records.Oak).Name));
        }

        using (RequestScope.Begin())
        {
            checks.Equal("in the next request", "renamed by another", MProduct.GetRequired(records.Oak).Name);
            Rename(records, "renamed by itself");
            checks.Equal("what the request committed itself", "renamed by itself", MProduct.GetRequired(records.Oak).Name);
        }
    }

    // Both in one transaction, so that nobody ever sees one old and one new.
    private static void Rename(DemoRecords records, string name)
    {
        using Trx trx = Trx.Begin();
        foreach (int id in (int[])[records.Oak, records.Elm])
        {
            MProduct copy = MProduct.GetCopy(id, trx)!;
            copy.Name = name;
            copy.Save();
        }

        trx.Commit();
    }

    private static void Elsewhere(DemoRecords records, Action work) => Elsewhere(records, () =>
    {
        work();
        return true;
    });

    // Another request: a flow of code that does not come from this one. On a thread of its own, for a task that somebody
    // waits for may otherwise run on the waiting thread, within this request.
    private static T Elsewhere<T>(DemoRecords records, Func<T> work)
    {
        using AsyncFlowControl apart = ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(
            () =>
            {
                using IDisposable ambient = records.Node.Use();
                return work();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).GetAwaiter().GetResult();
    }
}
