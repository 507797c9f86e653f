-- Several records by key: a parameter for each column of each key, their number rounded up to a power of two, NULL in the places left over (nothing equals NULL).
-- The number of rows is known to the optimizer; with OPENJSON it would be guessed. A row constructor as a derived table has no limit of 1,000 rows.

-- @key0 int
-- @key1 int
-- @key2 int
-- @key3 int (NULL)
SELECT [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE [M_Product_ID] IN (@key0, @key1, @key2, @key3);

-- @key0 nvarchar(4000)
-- @key1 nvarchar(4000)
SELECT [Code], [Name] FROM [By_Text] WHERE [Code] IN (@key0, @key1);

-- @key0 int
-- @key0_1 nvarchar(4000)
-- @key1 int
-- @key1_1 nvarchar(4000)
-- @key2 int
-- @key2_1 nvarchar(4000)
-- @key3 int (NULL)
-- @key3_1 nvarchar(4000) (NULL)
SELECT [C_Order_ID], [LineCode], [Name] FROM (VALUES (@key0, @key0_1), (@key1, @key1_1), (@key2, @key2_1), (@key3, @key3_1)) AS isc_keys (isc_key0, isc_key1) INNER JOIN [By_Pair] ON [C_Order_ID] = isc_key0 AND [LineCode] = isc_key1;
