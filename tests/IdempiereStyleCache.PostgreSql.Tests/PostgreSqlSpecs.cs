using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.PostgreSql.Tests;

// PostgreSQL does what every dialect must do.

public sealed class PostgreSqlColumnTypeTests : ColumnTypeSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlKeyTests : KeySpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlWriteTests : WriteSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlQueryTests : QuerySpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlMappingErrorTests : MappingErrorSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlConnectionTests : ConnectionSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlFamilyTests : FamilySpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlTransactionTests : TransactionSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlSignalTests : SignalSpecs<PostgreSqlSpecDatabase>;

[Collection(typeof(AloneOnTheServer))]
public sealed class PostgreSqlRetentionTests : RetentionSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlLogSchemaTests : LogSchemaSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlReadSideTests : ReadSideSpecs<PostgreSqlSpecDatabase>;

public sealed class PostgreSqlTriggerTests : TriggerSpecs<PostgreSqlSpecDatabase>;

/// <summary>Tests that nothing else may write beside: which rows may go depends on the oldest open transaction of the whole server, whatever database it is in.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneOnTheServer;
