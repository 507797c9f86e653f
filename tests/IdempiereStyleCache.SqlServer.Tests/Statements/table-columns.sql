-- Sent after a statement failed, to say why, and before a value is written that a column may not keep. OBJECT_ID resolves a name without schema as a statement does, by the user's
-- default schema and dbo; it finds views too. TYPE_NAME of the system type is the base type of an alias type.

-- @k0 int
SELECT [By_Int_ID], [Name] FROM [By_Int] WHERE [By_Int_ID] = @k0;

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

-- @k0 int
SELECT [select], [from ]]here] FROM [garden].[M Product] WHERE [select] = @k0;

-- @table_name nvarchar(4000)
-- @schema_name nvarchar(4000)
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
