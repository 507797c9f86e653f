-- Makes the tables, in one transaction under an application lock, each only when it is not there. The log has locks of rows only: see read.sql.

EXEC sp_getapplock @Resource = N'isc_install', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 30000;

IF OBJECT_ID(N'isc_invalidation', N'U') IS NULL
BEGIN
    CREATE TABLE isc_invalidation (
        id bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY WITH (ALLOW_PAGE_LOCKS = OFF),
        table_name nvarchar(256) NOT NULL,
        row_key nvarchar(400) COLLATE Latin1_General_BIN2 NULL,
        includes_parents smallint NOT NULL DEFAULT 0,
        node_id bigint NULL,
        trx_id bigint NOT NULL DEFAULT CURRENT_TRANSACTION_ID(),
        stamp rowversion NOT NULL);
    CREATE INDEX isc_invalidation_stamp ON isc_invalidation (stamp) WITH (ALLOW_PAGE_LOCKS = OFF);
    CREATE INDEX isc_invalidation_trx ON isc_invalidation (trx_id) WITH (ALLOW_PAGE_LOCKS = OFF);
    ALTER TABLE isc_invalidation SET (LOCK_ESCALATION = DISABLE);
END;

IF OBJECT_ID(N'isc_node', N'U') IS NULL
    CREATE TABLE isc_node (
        id bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY,
        name nvarchar(200) NOT NULL,
        heartbeat datetime2 NOT NULL,
        read_to bigint NOT NULL);

IF OBJECT_ID(N'isc_state', N'U') IS NULL
    CREATE TABLE isc_state (id int NOT NULL PRIMARY KEY CHECK (id = 1), version int NOT NULL, purged_to bigint NOT NULL);

INSERT INTO isc_state (id, version, purged_to) SELECT 1, 1, 0 WHERE NOT EXISTS (SELECT 1 FROM isc_state);
