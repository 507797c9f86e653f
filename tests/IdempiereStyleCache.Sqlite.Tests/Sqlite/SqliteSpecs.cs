using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.Sqlite.Tests;

// SQLite does what every dialect must do.

public sealed class SqliteColumnTypeTests : ColumnTypeSpecs<SqliteSpecDatabase>;

public sealed class SqliteKeyTests : KeySpecs<SqliteSpecDatabase>;

public sealed class SqliteWriteTests : WriteSpecs<SqliteSpecDatabase>;

public sealed class SqliteQueryTests : QuerySpecs<SqliteSpecDatabase>;

public sealed class SqliteMappingErrorTests : MappingErrorSpecs<SqliteSpecDatabase>;

public sealed class SqliteConnectionTests : ConnectionSpecs<SqliteSpecDatabase>;

public sealed class SqliteFamilyTests : FamilySpecs<SqliteSpecDatabase>;

public sealed class SqliteSignalTests : SignalSpecs<SqliteSpecDatabase>;

public sealed class SqliteRetentionTests : RetentionSpecs<SqliteSpecDatabase>;

public sealed class SqliteLogSchemaTests : LogSchemaSpecs<SqliteSpecDatabase>;

public sealed class SqliteReadSideTests : ReadSideSpecs<SqliteSpecDatabase>;

public sealed class SqliteTriggerTests : TriggerSpecs<SqliteSpecDatabase>;
