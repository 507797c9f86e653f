-- Where a node begins to read: nothing below is still to be committed.

SELECT CAST(CAST(MIN_ACTIVE_ROWVERSION() AS bigint) AS nvarchar(20)), CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
