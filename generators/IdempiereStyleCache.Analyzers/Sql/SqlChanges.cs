namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>Finds which tables an SQL text inserts into, updates, deletes from or truncates.</summary>
internal sealed class SqlChanges
{
    private static readonly HashSet<string> s_beforeNoChange = new(StringComparer.OrdinalIgnoreCase)
    {
        // SELECT ... FOR UPDATE; ON UPDATE CASCADE; DO UPDATE; DUPLICATE KEY UPDATE; AFTER UPDATE, BEFORE, INSTEAD OF and OR in triggers; MERGE ... THEN; rights.
        "FOR", "ON", "DO", "KEY", "AFTER", "BEFORE", "OF", "OR", "THEN", "GRANT", "REVOKE", "NO",
    };

    private static readonly HashSet<string> s_noAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        "SET", "WHERE", "FROM", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "ON", "USING", "WITH", "ORDER", "GROUP", "OUTPUT", "RETURNING", "VALUES", "SELECT", "WHEN",
    };

    private readonly List<SqlToken> _tokens;
    private readonly List<string> _tables = [];
    private readonly List<string> _created = [];

    private SqlChanges(string sql)
    {
        _tokens = SqlTokens.Of(sql);
    }

    /// <summary>The names of the tables, with their schema where it is written, each once, in the order of the text.</summary>
    public static IReadOnlyList<string> In(string sql)
    {
        SqlChanges changes = new(sql);
        changes.Find();
        return changes._tables;
    }

    /// <summary>The names of the tables that a text makes, as they are written.</summary>
    public static IReadOnlyList<string> CreatedIn(string sql)
    {
        SqlChanges changes = new(sql);
        changes.Find();
        return changes._created;
    }

    private void Find()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind != SqlTokenKind.Word || (i > 0 && IsAfterNoChange(i)))
            {
                continue;
            }

            switch (_tokens[i].Text.ToUpperInvariant())
            {
                case "CREATE":
                    NoteCreated(i);
                    break;
                case "INSERT":
                    FindInsert(i);
                    break;
                case "REPLACE" when Word(i + 1, "INTO"):
                    Add(i + 2, out _);
                    break;
                case "UPDATE":
                    FindUpdate(i);
                    break;
                case "DELETE":
                    FindDelete(i);
                    break;
                case "TRUNCATE":
                    FindTruncate(i);
                    break;
                case "MERGE":
                    Add(SkipWords(SkipTop(i + 1), "INTO"), out _);
                    break;
            }
        }
    }

    private bool IsAfterNoChange(int at) => (_tokens[at - 1].Kind == SqlTokenKind.Word && s_beforeNoChange.Contains(_tokens[at - 1].Text)) || _tokens[at - 1].IsSign('.') || _tokens[at - 1].IsSign(',');

    private void FindInsert(int at)
    {
        int next = SkipTop(at + 1);
        if (Word(next, "OR"))
        {
            next += 2;
        }

        next = SkipWords(next, "IGNORE", "INTO");
        Add(next, out _);
    }

    private void FindUpdate(int at)
    {
        int next = SkipTop(at + 1);
        if (Word(next, "OR"))
        {
            next += 2;
        }

        next = SkipWords(next, "ONLY");
        if (NameAt(next, out int after) is not { } name)
        {
            return;
        }

        if (Sign(after, '*'))
        {
            after++;
        }

        after = SkipWords(after, "AS");
        if (after < _tokens.Count && _tokens[after].IsName && !Word(after, "SET") && !Word(after, "WITH"))
        {
            after++;
        }

        if (Word(after, "WITH") || Word(after, "SET"))
        {
            Add(Resolve(name, after));
        }
    }

    private void FindDelete(int at)
    {
        int next = SkipWords(SkipTop(at + 1), "FROM", "ONLY");
        if (NameAt(next, out int after) is { } name)
        {
            Add(Resolve(name, after));
        }
    }

    private void FindTruncate(int at)
    {
        int next = SkipWords(at + 1, "TABLE", "ONLY");
        while (NameAt(next, out int after) is { } name)
        {
            Add(name);
            if (!Sign(after, ','))
            {
                break;
            }

            next = SkipWords(after + 1, "ONLY");
        }
    }

    // UPDATE p SET ... FROM M_Product AS p: the name is that of a table further on.
    private string Resolve(string name, int from)
    {
        if (name.IndexOf('.') >= 0)
        {
            return name;
        }

        bool isInList = false;
        for (int i = from; i < _tokens.Count && !Sign(i, ';'); i++)
        {
            bool begins = Word(i, "FROM") || Word(i, "JOIN") || Word(i, "USING") || (isInList && Sign(i, ','));
            isInList = begins || (isInList && !Word(i, "WHERE") && !Word(i, "ON"));
            if (begins && NameAt(i + 1, out int after) is { } table)
            {
                after = SkipWords(after, "AS");
                if (after < _tokens.Count && _tokens[after].IsName && !s_noAlias.Contains(_tokens[after].Text)
                    && string.Equals(_tokens[after].Text, name, StringComparison.OrdinalIgnoreCase))
                {
                    return table;
                }
            }
        }

        return name;
    }

    private void Add(int at, out int after)
    {
        if (NameAt(at, out after) is { } name)
        {
            Add(name);
        }
    }

    // What a text makes itself nobody can have read before.
    private void NoteCreated(int at)
    {
        int next = SkipWords(at + 1, "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED");
        if (Word(next, "TABLE") && NameAt(SkipWords(next + 1, "IF", "NOT", "EXISTS"), out _) is { } name)
        {
            _created.Add(name);
        }
    }

    private void Add(string name)
    {
        if (!_created.Contains(name, StringComparer.OrdinalIgnoreCase) && !_tables.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            _tables.Add(name);
        }
    }

    /// <summary>A name of one part or of several with points between them; its last two are what counts.</summary>
    private string? NameAt(int at, out int after)
    {
        after = at;
        if (at >= _tokens.Count || !_tokens[at].IsName)
        {
            return null;
        }

        string name = _tokens[at].Text;
        after = at + 1;
        while (Sign(after, '.') && after + 1 < _tokens.Count && (_tokens[after + 1].IsName || Sign(after + 1, '.')))
        {
            // database..table
            if (Sign(after + 1, '.'))
            {
                after++;
                continue;
            }

            name = name.Substring(name.LastIndexOf('.') + 1) + "." + _tokens[after + 1].Text;
            after += 2;
        }

        return name;
    }

    // UPDATE TOP (10) ...
    private int SkipTop(int at)
    {
        if (!Word(at, "TOP") || !Sign(at + 1, '('))
        {
            return at;
        }

        while (at < _tokens.Count && !Sign(at, ')'))
        {
            at++;
        }

        return SkipWords(at + 1, "PERCENT");
    }

    private int SkipWords(int at, params string[] words)
    {
        foreach (string word in words)
        {
            at += Word(at, word) ? 1 : 0;
        }

        return at;
    }

    private bool Word(int at, string word) => at < _tokens.Count && _tokens[at].IsWord(word);

    private bool Sign(int at, char sign) => at < _tokens.Count && _tokens[at].IsSign(sign);
}
