-- A column of every kind, each with a value and with NULL: types and sizes are those of the kind, not those of the value.

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

-- @v1 bit
-- @v2 tinyint
-- @v3 smallint
-- @v4 smallint
-- @v5 int
-- @v6 int
-- @v7 bigint
-- @v8 bigint
-- @v9 bigint
-- @v10 decimal(38,9)
-- @v11 real
-- @v12 float
-- @v13 nvarchar(1)
-- @v14 nvarchar(4000)
-- @v15 uniqueidentifier
-- @v16 datetime2
-- @v17 datetimeoffset
-- @v18 date
-- @v19 time
-- @v20 bigint
-- @v21 varbinary(8000)
-- @v22 int
-- @v23 nvarchar(4000)
-- @v24 bit (NULL)
-- @v25 tinyint (NULL)
-- @v26 smallint (NULL)
-- @v27 smallint (NULL)
-- @v28 int (NULL)
-- @v29 int (NULL)
-- @v30 bigint (NULL)
-- @v31 bigint (NULL)
-- @v32 bigint (NULL)
-- @v33 decimal(38,9) (NULL)
-- @v34 real (NULL)
-- @v35 float (NULL)
-- @v36 nvarchar(1) (NULL)
-- @v37 nvarchar(4000) (NULL)
-- @v38 uniqueidentifier (NULL)
-- @v39 datetime2 (NULL)
-- @v40 datetimeoffset (NULL)
-- @v41 date (NULL)
-- @v42 time (NULL)
-- @v43 bigint (NULL)
-- @v44 varbinary(8000) (NULL)
-- @v45 int (NULL)
-- @v46 nvarchar(4000) (NULL)
DECLARE @isc_made TABLE (isc_key bigint); INSERT INTO [All_Types] ([Boolean], [Byte], [SByte], [Int16], [UInt16], [Int32], [UInt32], [Int64], [UInt64], [Decimal], [Single], [Double], [Char], [Text], [Guid], [DateTime], [DateTimeOffset], [DateOnly], [TimeOnly], [TimeSpan], [Bytes], [Season], [SeasonText], [NBoolean], [NByte], [NSByte], [NInt16], [NUInt16], [NInt32], [NUInt32], [NInt64], [NUInt64], [NDecimal], [NSingle], [NDouble], [NChar], [NText], [NGuid], [NDateTime], [NDateTimeOffset], [NDateOnly], [NTimeOnly], [NTimeSpan], [NBytes], [NSeason], [NSeasonText]) OUTPUT INSERTED.[All_Types_ID] INTO @isc_made (isc_key) VALUES (@v1, @v2, @v3, @v4, @v5, @v6, @v7, @v8, @v9, @v10, @v11, @v12, @v13, @v14, @v15, @v16, @v17, @v18, @v19, @v20, @v21, @v22, @v23, @v24, @v25, @v26, @v27, @v28, @v29, @v30, @v31, @v32, @v33, @v34, @v35, @v36, @v37, @v38, @v39, @v40, @v41, @v42, @v43, @v44, @v45, @v46); SELECT isc_key FROM @isc_made;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;
