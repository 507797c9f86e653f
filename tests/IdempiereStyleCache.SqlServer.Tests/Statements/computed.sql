-- Columns that the database fills, read again after the insert, in its transaction.

-- begin transaction, ReadCommitted
-- @v1 int
-- @v2 nvarchar(4000) (NULL)
DECLARE @isc_made TABLE (isc_key bigint); INSERT INTO [M_Price] ([Net], [Note]) OUTPUT INSERTED.[M_Price_ID] INTO @isc_made (isc_key) VALUES (@v1, @v2); SELECT isc_key FROM @isc_made;

-- @k0 int
SELECT [Gross], [Currency], (Net * 2) AS [Double] FROM [M_Price] WHERE [M_Price_ID] = @k0;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;
