using System.Collections.Immutable;

namespace IdempiereStyleCache.Data;

/// <summary>The statements of one model in one dialect, built once. Column lists are explicit and everything is quoted. Immutable, safe for use by several threads.</summary>
internal sealed class ModelStatements
{
    private readonly Dialect _dialect;
    private readonly string _table;
    private readonly string _selectFrom;
    private readonly string _select;
    private readonly string _keyOrder;
    private readonly string _keyCondition;
    private readonly ImmutableArray<string> _quoted;

    public ModelStatements(Dialect dialect, POModelInfo model)
    {
        _dialect = dialect;
        Model = model;
        _table = dialect.QuoteTable(model.TableName);
        _quoted = [.. model.Columns.Select(c => dialect.Quote(c.Name))];
        KeyColumns = [.. model.KeyOrdinals.Select(i => model.Columns[i])];
        QuotedKey = [.. model.KeyOrdinals.Select(i => _quoted[i])];
        KeyNames = [.. model.KeyOrdinals.Select((_, i) => $"{dialect.ParameterPrefix}k{i}")];
        ValueNames = [.. model.Columns.Select((_, i) => $"{dialect.ParameterPrefix}v{i}")];
        OldToken = dialect.ParameterPrefix + "old_token";
        NewToken = dialect.ParameterPrefix + "new_token";
        _keyOrder = string.Join(", ", QuotedKey);
        _keyCondition = string.Join(" AND ", QuotedKey.Zip(KeyNames, (column, name) => $"{column} = {name}"));
        _selectFrom = SelectFrom(Enumerable.Range(0, model.Columns.Length));
        _select = _selectFrom + _table;
        SelectByKey = $"{_select} WHERE {_keyCondition}";
        SelectForUpdate = dialect.ForUpdateSql($"{_selectFrom}{dialect.ForUpdateTable(_table)} WHERE {_keyCondition}");

        KeyIsGenerated = model.KeyGeneration == POKeyGeneration.Database;
        InsertOrdinals = [.. OrdinalsWhere(c => !c.IsReadOnly && c.Sql is null && !(KeyIsGenerated && c.IsKey))];
        Insert = dialect.InsertSql(
            _table,
            string.Join(", ", InsertOrdinals.Select(i => _quoted[i])),
            string.Join(", ", InsertOrdinals.Select(i => ValueNames[i])),
            KeyIsGenerated ? QuotedKey[0] : null);

        ReadBackOrdinals = [.. OrdinalsWhere(c => c.IsReadOnly || c.Sql is not null)];
        ReadBack = ReadBackOrdinals.IsEmpty ? null : $"{SelectFrom(ReadBackOrdinals)}{_table} WHERE {_keyCondition}";

        int token = model.ConcurrencyTokenOrdinal;
        VersionedKeyCondition = token < 0 ? _keyCondition : $"{_keyCondition} AND {_quoted[token]} = {OldToken}";
        string delete = $"DELETE FROM {_table} WHERE {VersionedKeyCondition}";
        ReturnsCounts = dialect.CountingSql(delete) is not null;
        Delete = dialect.CountingSql(delete) ?? delete;
        SelectToken = token < 0 ? null : $"SELECT {_quoted[token]} FROM {_table} WHERE {_keyCondition}";
    }

    public POModelInfo Model { get; }

    public ImmutableArray<POColumnInfo> KeyColumns { get; }

    public ImmutableArray<string> QuotedKey { get; }

    /// <summary>The names of the parameters that carry the key.</summary>
    public ImmutableArray<string> KeyNames { get; }

    /// <summary>The names of the parameters that carry the columns, by position.</summary>
    public ImmutableArray<string> ValueNames { get; }

    public string OldToken { get; }

    public string NewToken { get; }

    public bool KeyIsGenerated { get; }

    public string SelectByKey { get; }

    /// <summary>Reads a record by key and keeps others from changing it.</summary>
    public string SelectForUpdate { get; }

    public string Insert { get; }

    /// <summary>The positions of the columns that an insert writes.</summary>
    public ImmutableArray<int> InsertOrdinals { get; }

    /// <summary>Reads what the database filled in; null when the model has no such column.</summary>
    public string? ReadBack { get; }

    public ImmutableArray<int> ReadBackOrdinals { get; }

    public string Delete { get; }

    /// <summary>Whether updates and deletes return the number of records that they changed as a value.</summary>
    public bool ReturnsCounts { get; }

    /// <summary>Reads the concurrency token by key; null for a model without one.</summary>
    public string? SelectToken { get; }

    private string VersionedKeyCondition { get; }

    public string SelectByKeys(int count) => _selectFrom + _dialect.KeyLookup.From(_table, QuotedKey, count);

    /// <summary>Writes the columns given and, for a model that has one, the concurrency token.</summary>
    public string Update(ImmutableArray<int> ordinals)
    {
        IEnumerable<string> sets = ordinals.Select(i => $"{_quoted[i]} = {ValueNames[i]}");
        int token = Model.ConcurrencyTokenOrdinal;
        if (token >= 0)
        {
            sets = sets.Append($"{_quoted[token]} = {NewToken}");
        }

        string update = $"UPDATE {_table} SET {string.Join(", ", sets)} WHERE {VersionedKeyCondition}";
        return _dialect.CountingSql(update) ?? update;
    }

    /// <summary>Reads the records that a query asks for.</summary>
    /// <param name="query">The query.</param>
    /// <param name="matchParameters">The parameters that carry the values of <see cref="POQueryText.Matches"/>.</param>
    /// <param name="limitParameter">The parameter that carries <see cref="POQueryText.Limit"/>.</param>
    public string Query(POQueryText query, IReadOnlyList<string> matchParameters, string limitParameter)
    {
        string select = $"{_select}{Where(query, matchParameters)} ORDER BY {query.OrderBy ?? _keyOrder}";
        return query.Limit is null ? select : _dialect.LimitSql(select, limitParameter);
    }

    /// <summary>Counts the records that a query asks for, whatever its limit.</summary>
    public string Count(POQueryText query, IReadOnlyList<string> matchParameters) => $"SELECT COUNT(*) FROM {_table}{Where(query, matchParameters)}";

    private string Where(POQueryText query, IReadOnlyList<string> matchParameters)
    {
        IEnumerable<string> conditions = query.Matches.Select((match, i) => match.IgnoreCase
            ? _dialect.EqualIgnoringCaseSql(_dialect.Quote(match.Column), matchParameters[i])
            : $"{_dialect.Quote(match.Column)} = {matchParameters[i]}");
        if (query.Where is { } where)
        {
            conditions = conditions.Append($"({where})");
        }

        string all = string.Join(" AND ", conditions);
        return all.Length == 0 ? "" : $" WHERE {all}";
    }

    private string SelectFrom(IEnumerable<int> ordinals) =>
        $"SELECT {string.Join(", ", ordinals.Select(i => Model.Columns[i].Sql is { } sql ? $"({sql}) AS {_quoted[i]}" : _quoted[i]))} FROM ";

    private IEnumerable<int> OrdinalsWhere(Func<POColumnInfo, bool> condition) =>
        Enumerable.Range(0, Model.Columns.Length).Where(i => condition(Model.Columns[i]));
}
