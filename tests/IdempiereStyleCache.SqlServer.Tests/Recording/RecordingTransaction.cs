using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>A transaction of a <see cref="RecordedServer"/>, which does as one of SqlClient: it has no connection any more when it is over, and a first rollback is then let pass.</summary>
internal sealed class RecordingTransaction(RecordedServer server, RecordingConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    private bool _mayStillRollBack = true;

    public override IsolationLevel IsolationLevel => isolationLevel;

    /// <summary>Ends it, as the server does for a deadlock, and as a statement COMMIT does.</summary>
    public void End() => connection.Current = null;

    public override void Commit()
    {
        ThrowIfOver();
        server.Note("commit of the driver");
        End();
    }

    public override void Rollback()
    {
        if (connection.Current == this)
        {
            server.Note("rollback of the driver");
            End();
        }
        else if (!_mayStillRollBack)
        {
            ThrowIfOver();
        }

        _mayStillRollBack = false;
    }

    protected override DbConnection? DbConnection => connection.Current == this ? connection : null;

    private void ThrowIfOver()
    {
        _mayStillRollBack = false;
        if (connection.Current != this)
        {
            throw new InvalidOperationException("This SqlTransaction has completed; it is no longer usable.");
        }
    }
}
