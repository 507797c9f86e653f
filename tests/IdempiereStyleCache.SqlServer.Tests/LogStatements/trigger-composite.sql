-- A key of several columns is an array in JSON.

CREATE TRIGGER [isc_By_Pair__update_00000000] ON [By_Pair] AFTER UPDATE AS
BEGIN
SET NOCOUNT ON;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT N'[' + N'"' + STRING_ESCAPE(CAST(r.[C_Order_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N',' + N'"' + STRING_ESCAPE(CAST(r.[LineCode] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N']' AS k FROM inserted AS r UNION SELECT N'[' + N'"' + STRING_ESCAPE(CAST(r.[C_Order_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N',' + N'"' + STRING_ESCAPE(CAST(r.[LineCode] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N']' AS k FROM deleted AS r) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'By_Pair', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'By_Pair', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT N'[' + N'"' + STRING_ESCAPE(CAST(r.[C_Order_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N',' + N'"' + STRING_ESCAPE(CAST(r.[LineCode] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N']' AS k FROM inserted AS r UNION SELECT N'[' + N'"' + STRING_ESCAPE(CAST(r.[C_Order_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N',' + N'"' + STRING_ESCAPE(CAST(r.[LineCode] AS nvarchar(max)) COLLATE Latin1_General_BIN2, 'json') + N'"' + N']' AS k FROM deleted AS r) AS d;
END;
