namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>A word, a name or a sign of an SQL text.</summary>
/// <param name="Text">The word as written; of a quoted name what is between the quotes.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct SqlToken(string Text, SqlTokenKind Kind)
{
    public bool IsWord(string keyword) => Kind == SqlTokenKind.Word && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(char sign) => Kind == SqlTokenKind.Sign && Text[0] == sign;

    /// <summary>Whether it can be a name, or a part of one.</summary>
    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;
}

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in quotes, brackets or backticks.</summary>
    QuotedName,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>Anything else, one character each.</summary>
    Sign,
}
