namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>
/// Takes an SQL text apart into words, names and signs, without comments. Reads what SQLite, PostgreSQL and SQL Server have in common and their own ways of quoting; what it does
/// not know becomes a sign, so that no text is refused.
/// </summary>
internal static class SqlTokens
{
    public static List<SqlToken> Of(string sql)
    {
        List<SqlToken> tokens = [];
        int at = 0;
        while (at < sql.Length)
        {
            char c = sql[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (Stands(sql, at, "--"))
            {
                int end = sql.IndexOf('\n', at);
                at = end < 0 ? sql.Length : end + 1;
            }
            else if (Stands(sql, at, "/*"))
            {
                at = EndOfComment(sql, at);
            }
            else if (c == '\'')
            {
                at = Quoted(sql, at, '\'', SqlTokenKind.Text, tokens);
            }
            else if (c is '"' or '`')
            {
                at = Quoted(sql, at, c, SqlTokenKind.QuotedName, tokens);
            }
            else if (c == '[' && at + 1 < sql.Length && (char.IsLetter(sql[at + 1]) || sql[at + 1] == '_'))
            {
                at = Quoted(sql, at, ']', SqlTokenKind.QuotedName, tokens);
            }
            else if (c == '$' && DollarQuote(sql, at) is { } quote)
            {
                int end = sql.IndexOf(quote, at + quote.Length, StringComparison.Ordinal);
                tokens.Add(new SqlToken("", SqlTokenKind.Text));
                at = end < 0 ? sql.Length : end + quote.Length;
            }
            else if (IsWordStart(c))
            {
                int start = at;
                while (at < sql.Length && (IsWordStart(sql[at]) || char.IsDigit(sql[at]) || sql[at] is '$' or '#' or '@'))
                {
                    at++;
                }

                tokens.Add(new SqlToken(sql.Substring(start, at - start), SqlTokenKind.Word));
            }
            else
            {
                tokens.Add(new SqlToken(c.ToString(), SqlTokenKind.Sign));
                at++;
            }
        }

        return tokens;
    }

    private static bool IsWordStart(char c) => char.IsLetter(c) || c == '_';

    private static bool Stands(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    // Comments of PostgreSQL and SQL Server may hold comments.
    private static int EndOfComment(string sql, int at)
    {
        int depth = 0;
        while (at < sql.Length)
        {
            if (Stands(sql, at, "/*"))
            {
                depth++;
                at += 2;
            }
            else if (Stands(sql, at, "*/"))
            {
                at += 2;
                if (--depth == 0)
                {
                    return at;
                }
            }
            else
            {
                at++;
            }
        }

        return at;
    }

    // A closing quote that is doubled is part of the text.
    private static int Quoted(string sql, int at, char close, SqlTokenKind kind, List<SqlToken> tokens)
    {
        int start = ++at;
        while (at < sql.Length && (sql[at] != close || (at + 1 < sql.Length && sql[at + 1] == close)))
        {
            at += sql[at] == close ? 2 : 1;
        }

        int end = Math.Min(at, sql.Length);
        tokens.Add(new SqlToken(sql.Substring(start, end - start).Replace($"{close}{close}", close.ToString()), kind));
        return end + 1;
    }

    private static string? DollarQuote(string sql, int at)
    {
        int end = at + 1;
        while (end < sql.Length && (IsWordStart(sql[end]) || (end > at + 1 && char.IsDigit(sql[end]))))
        {
            end++;
        }

        return end < sql.Length && sql[end] == '$' ? sql.Substring(at, end + 1 - at) : null;
    }
}
