-- Questions about tables, triggers and keys.

SELECT CASE WHEN OBJECT_ID(COALESCE(QUOTENAME(@schema_name) + N'.', N'') + QUOTENAME(@table_name), N'U') IS NULL THEN 0 ELSE 1 END;

SELECT t.name, CASE WHEN s.name = SCHEMA_NAME() THEN o.name ELSE s.name + N'.' + o.name END
FROM sys.triggers AS t JOIN sys.tables AS o ON o.object_id = t.parent_id JOIN sys.schemas AS s ON s.schema_id = o.schema_id
WHERE LEFT(t.name, LEN(@prefix)) = @prefix ORDER BY t.name;

SELECT c.name
FROM sys.indexes AS i JOIN sys.index_columns AS k ON k.object_id = i.object_id AND k.index_id = i.index_id JOIN sys.columns AS c ON c.object_id = k.object_id AND c.column_id = k.column_id
WHERE i.is_primary_key = 1 AND i.object_id = OBJECT_ID(COALESCE(QUOTENAME(@schema_name) + N'.', N'') + QUOTENAME(@table_name), N'U')
ORDER BY k.key_ordinal;
