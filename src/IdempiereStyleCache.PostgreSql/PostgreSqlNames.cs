using System.Text;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>
/// How names of a model stand in statements. Always in quotes, so that words of the language are names too; in small letters where PostgreSQL would read the name that way
/// without quotes, so that the model's <c>M_Product</c> is the table of <c>CREATE TABLE M_Product</c>.
/// </summary>
internal static class PostgreSqlNames
{
    /// <summary>What PostgreSQL keeps of a name; it would cut off the rest without an error.</summary>
    private const int MaxBytes = 63;

    // Begins with a digit or a dollar sign, or has something else in it than letters, digits, underscores and dollar signs; what is not ASCII counts as a letter.
    private const string NeedsQuotes = @"^[0-9$]|[\x01-#%-/:-@[-^`{-\x7F]";

    public static string Quote(string name, bool folds)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            throw new POMappingException($"PostgreSQL cannot have a table or column called '{name}': a name has from 1 to {MaxBytes} bytes in UTF-8 and no NUL.");
        }

        string stored = folds && NeedsNoQuotes(name) ? Folded(name) : name;
        return $"\"{stored.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>An expression of the name as the database knows it, for the name in a parameter.</summary>
    public static string StoredSql(string parameter, bool folds) =>
        folds ? $"CASE WHEN {parameter} ~ '{NeedsQuotes}' THEN {parameter} ELSE lower({parameter} COLLATE \"C\") END" : parameter;

    private static bool NeedsNoQuotes(string name) =>
        !char.IsAsciiDigit(name[0]) && name[0] != '$' && name.All(static c => c is '_' or '$' or >= '\u0080' || char.IsAsciiLetterOrDigit(c));

    // Only these letters: what PostgreSQL makes of others depends on the database's encoding, and in UTF-8 they stay.
    private static string Folded(string name) => string.Create(name.Length, name, static (folded, name) =>
    {
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = char.IsAsciiLetterUpper(name[i]) ? (char)(name[i] | 0x20) : name[i];
        }
    });
}
