namespace IdempiereStyleCache.Torture;

/// <summary>What a node process is told when it starts.</summary>
internal sealed record NodeArguments(
    string Name, Engine Engine, string ConnectionString, Mode Mode, string? Break, int Seed, int RowsPerTable, string Folder)
{
    public IReadOnlyList<int> Rows { get; } = [.. Enumerable.Range(1, RowsPerTable), .. Enumerable.Range(1, RowsPerTable).Select(static i => -i)];

    public HistoryWriter OpenHistory(string worker) => new(Path.Combine(Folder, $"{Name}.{worker}.log"));
}
