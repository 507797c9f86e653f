-- One record by its key, outside a transaction: each statement is its own (autocommit), at read committed.
-- Key parameters take the collation of the column that they are compared with, so its index is used.

-- @k0 int
SELECT [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WHERE [M_Product_ID] = @k0;

-- @k0 nvarchar(4000)
SELECT [Code], [Name] FROM [By_Text] WHERE [Code] = @k0;

-- @k0 uniqueidentifier
SELECT [By_Guid_UU], [Name] FROM [By_Guid] WHERE [By_Guid_UU] = @k0;

-- @k0 int
-- @k1 nvarchar(4000)
SELECT [C_Order_ID], [LineCode], [Name] FROM [By_Pair] WHERE [C_Order_ID] = @k0 AND [LineCode] = @k1;

-- @k0 int
SELECT [M_Price_ID], [Net], [Note], [Gross], [Currency], (Net * 2) AS [Double] FROM [M_Price] WHERE [M_Price_ID] = @k0;

-- @k0 int
SELECT [select], [from ]]here] FROM [garden].[M Product] WHERE [select] = @k0;
