using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Tests;

/// <summary>From objects to rows and back, and which rows a query means.</summary>
internal static partial class MemoryRows
{
    public static object?[] Of(PO po) => [.. Enumerable.Range(0, po.ModelInfo.Columns.Length).Select(po.GetColumnValue)];

    public static List<T> Map<T>(POModelInfo<T> model, IReadOnlyList<object?[]> rows)
        where T : PO, IPOModel<T>
    {
        PORowReader reader = new(new MemoryRowReader(rows));
        List<T> records = [];
        while (reader.Read())
        {
            records.Add(model.ReadRow(reader));
        }

        return records;
    }

    public static Func<object?[], bool> ConditionOf(POModelInfo model, POQueryText query)
    {
        int OrdinalOf(string column) => model.Columns.Select(c => c.Name).ToList().IndexOf(column);
        List<(int Ordinal, object? Value, bool IgnoreCase)> conditions = [];
        foreach (POColumnMatch match in query.Matches)
        {
            conditions.Add((OrdinalOf(match.Column), match.Value, match.IgnoreCase));
        }

        if (query.Where is not null)
        {
            Match match = Equality().Match(query.Where);
            Assert.True(match.Success, $"the database in memory knows conditions of the form 'Column = @parameter' only, not: {query.Where}");
            conditions.Add((OrdinalOf(match.Groups[1].Value), query.Parameters!.GetType().GetProperty(match.Groups[2].Value)!.GetValue(query.Parameters), false));
        }

        return row => conditions.TrueForAll(c => c.IgnoreCase
            ? string.Equals((string?)row[c.Ordinal], (string?)c.Value, StringComparison.OrdinalIgnoreCase)
            : Equals(row[c.Ordinal], c.Value));
    }

    [GeneratedRegex(@"^(\w+) = @(\w+)$")]
    private static partial Regex Equality();
}
