-- What finders, lists and full tables read. LOWER on both sides takes the column's collation and is right under one that heeds case and under one that does not; an index serves it
-- through a computed column LOWER(column). A text parameter of a plain comparison takes the column's collation, which may call more texts the same than the index does (case,
-- accents, trailing spaces): the framework compares what comes back again, so a unique finder reads more than one row. A full table asks for one row more than it may hold.

-- @isc_column nvarchar(4000)
-- @isc_limit int
SELECT TOP (@isc_limit) [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE [Value] = @isc_column ORDER BY [M_Product_ID];

-- @isc_column nvarchar(4000)
-- @isc_limit int
SELECT TOP (@isc_limit) [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE LOWER([Value]) = LOWER(@isc_column) ORDER BY [M_Product_ID];

-- @isc_column int
-- @isc_column2 nvarchar(4000)
-- @isc_limit int
SELECT TOP (@isc_limit) [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE [M_Category_ID] = @isc_column AND LOWER([Name]) = LOWER(@isc_column2) ORDER BY [M_Product_ID];

-- @isc_column int
SELECT [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE [M_Category_ID] = @isc_column ORDER BY [M_Product_ID];

-- @isc_limit int
SELECT TOP (@isc_limit) [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] ORDER BY [M_Product_ID];
