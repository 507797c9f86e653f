-- A trigger is in the schema of its table.

DROP TRIGGER IF EXISTS [t];

DROP TRIGGER IF EXISTS [sales].[t];
