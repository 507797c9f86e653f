using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>A connection to a <see cref="RecordedServer"/>.</summary>
internal sealed class RecordingConnection(RecordedServer server) : DbConnection
{
    private ConnectionState _state;

    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "garden";

    public override string DataSource => "garden-server";

    public override string ServerVersion => "16.00";

    public override ConnectionState State => _state;

    /// <summary>The transaction that is under way; null when there is none.</summary>
    public RecordingTransaction? Current { get; set; }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close()
    {
        _state = ConnectionState.Closed;
        Current = null;
    }

    public override void Open() => _state = ConnectionState.Open;

    public new RecordingTransaction BeginTransaction() => (RecordingTransaction)BeginDbTransaction(IsolationLevel.Unspecified);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        server.Note($"begin transaction, {isolationLevel}");
        return Current = new RecordingTransaction(server, this, isolationLevel);
    }

    protected override DbCommand CreateDbCommand() => new RecordingCommand(server, this);

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }
}
