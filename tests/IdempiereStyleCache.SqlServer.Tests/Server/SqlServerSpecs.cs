using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.SqlServer.Tests;

// SQL Server does what every dialect must do.

public sealed class SqlServerColumnTypeTests : ColumnTypeSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerKeyTests : KeySpecs<SqlServerSpecDatabase>;

public sealed class SqlServerWriteTests : WriteSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerQueryTests : QuerySpecs<SqlServerSpecDatabase>;

public sealed class SqlServerMappingErrorTests : MappingErrorSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerConnectionTests : ConnectionSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerFamilyTests : FamilySpecs<SqlServerSpecDatabase>;

public sealed class SqlServerTransactionTests : TransactionSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerSignalTests : SignalSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerRetentionTests : RetentionSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerLogSchemaTests : LogSchemaSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerReadSideTests : ReadSideSpecs<SqlServerSpecDatabase>;

public sealed class SqlServerTriggerTests : TriggerSpecs<SqlServerSpecDatabase>;
