-- One record that must stay as it is until the transaction ends: UPDLOCK takes the update lock and keeps it, ROWLOCK keeps it from being one of a page.
-- Readers pass an update lock; another update or load for update waits. Under row versioning, too, the hint reads the committed row and locks it.

-- begin transaction, ReadCommitted
-- @k0 int
SELECT [M_Product_ID], [Value], [Name], [Weight], [M_Category_ID], [Version] FROM [M_Product] WITH (UPDLOCK, ROWLOCK) WHERE [M_Product_ID] = @k0;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;
