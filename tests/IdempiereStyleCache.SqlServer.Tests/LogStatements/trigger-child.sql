-- A child: its parents are told of too, the former one as well, because inserted and deleted are taken together.

CREATE TRIGGER [isc_M_ProductPrice__insert_00000000] ON [M_ProductPrice] AFTER INSERT AS
BEGIN
SET NOCOUNT ON;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'M_ProductPrice', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'M_ProductPrice', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r) AS d;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'M_PriceList_Version', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'M_PriceList_Version', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL) AS d;
END;

CREATE TRIGGER [isc_M_ProductPrice__update_00000000] ON [M_ProductPrice] AFTER UPDATE AS
BEGIN
SET NOCOUNT ON;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r UNION SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'M_ProductPrice', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'M_ProductPrice', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r UNION SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r) AS d;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL UNION SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'M_PriceList_Version', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'M_PriceList_Version', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM inserted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL UNION SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL) AS d;
END;

CREATE TRIGGER [isc_M_ProductPrice__delete_00000000] ON [M_ProductPrice] AFTER DELETE AS
BEGIN
SET NOCOUNT ON;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'M_ProductPrice', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'M_ProductPrice', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT CAST(r.[M_ProductPrice_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r) AS d;
IF (SELECT COUNT(*) FROM (SELECT TOP (1001) 1 AS one FROM (SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL) AS d) AS c) > 1000
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) VALUES (N'M_PriceList_Version', NULL, 1);
ELSE
    INSERT INTO isc_invalidation (table_name, row_key, includes_parents) SELECT N'M_PriceList_Version', CASE WHEN DATALENGTH(d.k) <= 800 THEN d.k END, 1 FROM (SELECT CAST(r.[M_PriceList_Version_ID] AS nvarchar(max)) COLLATE Latin1_General_BIN2 AS k FROM deleted AS r WHERE r.[M_PriceList_Version_ID] IS NOT NULL) AS d;
END;
