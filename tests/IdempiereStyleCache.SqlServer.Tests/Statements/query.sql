-- Queries by a condition of the application. TOP takes a parameter in parentheses, and 0 too, which FETCH NEXT does not.

SELECT [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] ORDER BY [M_Product_ID];

-- @from nvarchar(4000)
-- @isc_limit int
SELECT TOP (@isc_limit) [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE (Value > @from OR Weight IS NULL) ORDER BY Value DESC;

-- @isc_column int
SELECT [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE [M_Category_ID] = @isc_column AND (Name <> '') ORDER BY [M_Product_ID];

-- @from nvarchar(4000)
SELECT COUNT(*) FROM [M_Product] WHERE (Value > @from);
