using System.Globalization;

namespace IdempiereStyleCache.Torture;

/// <summary>What one process did and when, by the machine's monotonic clock, in ticks of <see cref="TimeProvider.TimestampFrequency"/>.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Row">The row.</param>
/// <param name="Version">The version that was read or written.</param>
/// <param name="Token">The token that was read or written.</param>
/// <param name="Began">When it began: for a read in a request, when the request did.</param>
/// <param name="Ended">When it ended: for a commit, when it was acknowledged.</param>
internal readonly record struct HistoryEvent(EventKind Kind, int Row, long Version, string Token, long Began, long Ended)
{
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{(char)Kind} {Row} {Version} {Token} {Began} {Ended}\n");

    /// <summary>Reads a line; null for one that a killed process did not finish.</summary>
    public static HistoryEvent? Parse(string line)
    {
        string[] parts = line.Split(' ');
        CultureInfo culture = CultureInfo.InvariantCulture;
        return parts.Length == 6 && parts[0].Length == 1 && int.TryParse(parts[1], culture, out int row) && long.TryParse(parts[2], culture, out long version)
            && long.TryParse(parts[4], culture, out long began) && long.TryParse(parts[5], culture, out long ended)
            ? new HistoryEvent((EventKind)parts[0][0], row, version, parts[3], began, ended)
            : null;
    }
}

internal enum EventKind
{
    /// <summary>A read in a request.</summary>
    ScopedRead = 'S',

    /// <summary>A read outside every request.</summary>
    UnscopedRead = 'U',

    /// <summary>A commit of the framework that was acknowledged.</summary>
    Commit = 'C',

    /// <summary>A commit of plain SQL that was acknowledged.</summary>
    PlainCommit = 'P',

    /// <summary>A write that was rolled back.</summary>
    Rollback = 'R',

    /// <summary>
    /// A pair that was read in a request: the row is the pair, the version that of its first record; the token has the version of the second, that of the first when it was read again,
    /// and 1 where both had been cached when the request began and were read as they were then.
    /// </summary>
    PairRead = 'Q',

    /// <summary>A pair that was committed.</summary>
    PairCommit = 'B',
}
