using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache.Tests;

/// <summary>What an application gets of a session's connection: enough to hand around, not to run SQL. A test writes through <see cref="Session"/>.</summary>
internal sealed class MemoryConnection(GatedSession session) : DbConnection
{
    public GatedSession Session { get; } = session;

    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "memory";

    public override string DataSource => "memory";

    public override string ServerVersion => "1";

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close()
    {
    }

    public override void Open()
    {
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new MemoryTransaction(this);

    protected override DbCommand CreateDbCommand() => throw new NotSupportedException();
}

/// <summary>A transaction that an application began elsewhere and gives to <see cref="Trx.Use"/>.</summary>
internal sealed class MemoryTransaction(MemoryConnection connection) : DbTransaction
{
    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    public GatedSession Session => connection.Session;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => throw new NotSupportedException();

    public override void Rollback() => throw new NotSupportedException();
}
