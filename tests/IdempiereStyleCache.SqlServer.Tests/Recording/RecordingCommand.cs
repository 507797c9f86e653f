using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>A command for a <see cref="RecordedServer"/>; its parameters are those of SqlClient.</summary>
internal sealed class RecordingCommand(RecordedServer server, RecordingConnection connection) : DbCommand
{
    // Only SqlClient makes such a collection.
    private readonly SqlCommand _parameters = new();
    private object? _last;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    /// <summary>The number is not that of the statement, as with triggers.</summary>
    public override int ExecuteNonQuery()
    {
        Execute();
        return 99;
    }

    public override object? ExecuteScalar() => Execute() is DataTable table ? table.Rows.Count == 0 ? null : table.Rows[0][0] : _last;

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        if (Execute() is DataTable rows)
        {
            return rows.CreateDataReader();
        }

        using DataTable one = new();
        if (_last is not null)
        {
            one.Columns.Add("value", _last.GetType());
            one.Rows.Add(_last);
        }

        return one.CreateDataReader();
    }

    protected override void Dispose(bool disposing)
    {
        _parameters.Dispose();
        base.Dispose(disposing);
    }

    // SqlClient takes a transaction that is over for none, and refuses a statement without one while another is under way.
    private object? Execute()
    {
        if (connection.Current is not null && DbTransaction?.Connection is null)
        {
            throw new InvalidOperationException("ExecuteReader requires the command to have a transaction.");
        }

        if (connection.Current is null && DbTransaction is not null)
        {
            server.Note("outside any transaction:");
        }

        _last = server.Execute(CommandText, DbParameterCollection);
        if (CommandText.Contains("COMMIT TRANSACTION", StringComparison.Ordinal) && _last is 1)
        {
            connection.Current?.End();
        }

        return _last;
    }
}
