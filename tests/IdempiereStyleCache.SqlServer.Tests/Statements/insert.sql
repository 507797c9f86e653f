-- New records. A table with enabled triggers refuses OUTPUT without INTO (error 334), and the framework installs triggers; OUTPUT INTO returns identities and the numbers of
-- sequences, SCOPE_IDENTITY() only the former. A table variable lives as long as the batch. An INSTEAD OF trigger would make OUTPUT return no number: that is an error here.

-- begin transaction, ReadCommitted
-- @table_name nvarchar(4000)
-- @schema_name nvarchar(4000) (NULL)
SELECT c.name, CAST(c.is_nullable AS int),
    CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 OR c.is_computed = 1 OR c.generated_always_type <> 0 OR TYPE_NAME(c.system_type_id) = N'timestamp' THEN 1 ELSE 0 END,
    CONCAT(TYPE_NAME(c.system_type_id),
        CASE WHEN TYPE_NAME(c.system_type_id) IN (N'decimal', N'numeric') THEN CONCAT(N'(', c.precision, N',', c.scale, N')')
            WHEN TYPE_NAME(c.system_type_id) IN (N'datetime2', N'datetimeoffset', N'time') THEN CONCAT(N'(', c.scale, N')')
            WHEN TYPE_NAME(c.system_type_id) IN (N'char', N'varchar', N'text') THEN CONCAT(N' of code page ', CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS int))
            ELSE N'' END)
FROM sys.columns AS c
WHERE c.object_id = OBJECT_ID(CASE WHEN @schema_name IS NULL THEN QUOTENAME(@table_name) ELSE CONCAT(QUOTENAME(@schema_name), N'.', QUOTENAME(@table_name)) END)
ORDER BY c.column_id;

-- @v1 nvarchar(4000)
-- @v2 nvarchar(4000)
-- @v3 decimal(38,9)
-- @v4 int (NULL)
-- @v5 bigint
DECLARE @isc_made TABLE (isc_key bigint); INSERT INTO [M_Product] ([Value], [Name], [Weight], [M_Category_ID], [Version]) OUTPUT INSERTED.[M_Product_ID] INTO @isc_made (isc_key) VALUES (@v1, @v2, @v3, @v4, @v5); SELECT isc_key FROM @isc_made;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;

-- begin transaction, ReadCommitted
DECLARE @isc_made TABLE (isc_key bigint); INSERT INTO [Only_Key] OUTPUT INSERTED.[Only_Key_ID] INTO @isc_made (isc_key) DEFAULT VALUES; SELECT isc_key FROM @isc_made;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;

-- begin transaction, ReadCommitted
-- @v0 int
-- @v1 nvarchar(4000)
-- @v2 nvarchar(4000)
INSERT INTO [By_Pair] ([C_Order_ID], [LineCode], [Name]) VALUES (@v0, @v1, @v2);

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;

-- begin transaction, ReadCommitted
-- @v1 nvarchar(4000)
DECLARE @isc_made TABLE (isc_key bigint); INSERT INTO [garden].[M Product] ([from ]]here]) OUTPUT INSERTED.[select] INTO @isc_made (isc_key) VALUES (@v1); SELECT isc_key FROM @isc_made;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;
