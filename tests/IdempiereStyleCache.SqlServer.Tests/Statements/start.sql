-- Sent once when a node starts. Level 130 is SQL Server 2016; databases in Azure have levels too, while their server calls itself version 12.

SELECT CAST(compatibility_level AS int) FROM sys.databases WHERE database_id = DB_ID();
