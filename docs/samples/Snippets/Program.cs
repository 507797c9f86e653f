using Snippets;

// Runs everything that the documentation shows, each on a database of its own. Exit status 0 if all of it does what the pages say.
(string Name, Func<string, Task> Run)[] snippets =
[
    (nameof(Taste), Taste.RunAsync),
    (nameof(ImmutableObjects), ImmutableObjects.RunAsync),
    (nameof(Invalidation), Invalidation.RunAsync),
    (nameof(Transactions), Transactions.RunAsync),
    (nameof(DeclareAModel), DeclareAModel.RunAsync),
    (nameof(ReadAndWrite), ReadAndWrite.RunAsync),
    (nameof(OwnSql), OwnSql.RunAsync),
    (nameof(HandWrittenCache), HandWrittenCache.RunAsync),
    (nameof(SqliteSetup), SqliteSetup.RunAsync),
    (nameof(SqlServerSetup), SqlServerSetup.RunAsync),
    (nameof(SeveralProcesses), SeveralProcesses.RunAsync),
    (nameof(LogSchema), LogSchema.RunAsync),
    (nameof(GroupsOfCaches), GroupsOfCaches.RunAsync),
    (nameof(Metrics), Metrics.RunAsync),
    (nameof(FindRecords), FindRecords.RunAsync),
    (nameof(CachedAttributes), CachedAttributes.RunAsync),
    (nameof(LimitsAndWarmUp), LimitsAndWarmUp.RunAsync),
    (nameof(Requests), Requests.RunAsync),
];

int failed = 0;
foreach ((string name, Func<string, Task> run) in snippets)
{
    using GardenFolder folder = new();
    try
    {
        await run(folder.ConnectionString);
        Console.WriteLine($"ok      {name}");
    }
    catch (Exception e)
    {
        failed++;
        Console.WriteLine($"FAILED  {name}: {e}");
    }
}

return failed == 0 ? 0 : 1;
