-- A connection of the pool keeps its isolation level: sp_reset_connection does not reset it. Each transaction names its own, and one that had another, or a connection that the
-- application had, is put right before it goes back.

-- begin transaction, Serializable
-- @k0 int
SELECT [By_Int_ID], [Name] FROM [By_Int] WHERE [By_Int_ID] = @k0;

-- rollback of the driver
SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

-- begin transaction, ReadCommitted
-- @v0 int
-- @v1 nvarchar(4000) (NULL)
INSERT INTO [By_Int] ([By_Int_ID], [Name]) VALUES (@v0, @v1);

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;

SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
