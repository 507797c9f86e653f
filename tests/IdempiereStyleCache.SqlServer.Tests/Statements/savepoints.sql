-- SAVE TRANSACTION; there is no statement that forgets one. After a rollback to it it is set again, since the documentation does not say that it stays; a name may be used twice, and
-- the latest counts. A name has up to 32 characters. Both statements leave @@TRANCOUNT as it is.

-- begin transaction, ReadCommitted
SAVE TRANSACTION isc_1;

-- @v0 int
-- @v1 nvarchar(4000) (NULL)
INSERT INTO [By_Int] ([By_Int_ID], [Name]) VALUES (@v0, @v1);

ROLLBACK TRANSACTION isc_1; SAVE TRANSACTION isc_1;

DECLARE @isc_committed int = 0;
IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
BEGIN
    COMMIT TRANSACTION;
    SET @isc_committed = 1;
END;
SELECT @isc_committed;
