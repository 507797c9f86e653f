-- MIN_ACTIVE_ROWVERSION() comes before the rows, the mark of what was purged after them. READPAST leaves rows of open transactions for the next reading;
-- READCOMMITTEDLOCK lets it stand with READ_COMMITTED_SNAPSHOT on.

DECLARE @next bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
DECLARE @new TABLE (
    id bigint NOT NULL, stamp bigint NOT NULL, table_name nvarchar(256) NOT NULL, row_key nvarchar(400) NULL, includes_parents int NOT NULL);
INSERT INTO @new (id, stamp, table_name, row_key, includes_parents)
SELECT TOP (@limit) l.id, CAST(l.stamp AS bigint), l.table_name, l.row_key, l.includes_parents
FROM isc_invalidation AS l WITH (READCOMMITTEDLOCK, READPAST)
WHERE l.stamp >= CAST(CAST(@position AS bigint) AS binary(8)) AND (l.node_id IS NULL OR l.node_id <> @node);
SELECT s.purged_to, CAST(@next AS nvarchar(20)), @next, n.id, n.stamp, n.table_name, n.row_key, n.includes_parents
FROM isc_state AS s LEFT JOIN @new AS n ON 1 = 1;
